import Dataflow

/// The text of a report: a head, the pictures as blocks of text that the script shows when they come into view, and the
/// page itself.
enum Page {
  static func head(_ subject: ReportSubject) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
    script-src 'unsafe-inline'">
    <title>\(Markup.escaped(subject.title)) · Zoetrope</title>
    <style>\(PageStyle.css)</style>
    </head>
    <body>

    """
  }

  /// A picture's address, which nothing shows before the script asks for it.
  static func block(_ number: Int, _ address: [UInt8]) -> [UInt8] {
    Array("<script type=\"text/plain\" id=\"b\(number)\">".utf8) + address + Array("</script>\n".utf8)
  }

  static func tail(_ subject: ReportSubject, _ outcome: ReportOutcome, _ index: ReportIndex) -> String {
    """
    <header>
    <h1>\(Markup.escaped(subject.title))</h1>
    <p class="outcome">\(Markup.escaped(PageSummary.outcome(outcome)))</p>
    \(PageSummary.facts(subject))
    </header>
    <main>
    \(PageSummary.failures(outcome.report))
    <section id="pictures">
    <h2>Pictures</h2>
    <form class="tools" onsubmit="return false">
    <label>Find <input type="search" id="find" placeholder="part of a name" autocomplete="off"></label>
    <label><input type="checkbox" id="failed"> only failures</label>
    <label class="all">before <input type="range" id="all" min="0" max="100" value="50" \
    aria-label="Compare all pictures: left is before, right is after"> after</label>
    <output id="count"></output>
    </form>
    <noscript><p>The pictures need JavaScript, which is switched off here. Everything else is below.</p></noscript>
    <div id="grid" role="list"></div>
    </section>
    <section>
    <h2>Recipe</h2>
    <div class="columns">
    <pre class="recipe" tabindex="0" aria-label="The text of the recipe">\(RecipeMarkup.html(subject.recipe))</pre>
    <figure>\(GraphDrawing(subject.graph).svg)</figure>
    </div>
    \(PageSummary.parameters(subject))
    </section>
    <section>
    <h2>Time</h2>
    \(PageSummary.times(outcome))
    </section>
    </main>
    <script type="application/json" id="index">\(Markup.inert(index.json(outcome.order)))</script>
    <script>\(PageScript.text)</script>
    </body>
    </html>

    """
  }
}
