"""What `run` prints: a table of the figures, with what is wanted of each."""
from measuring import significant, text


class Report:
    """Figures as `run` collected them; `table()` enters the bars, met or missed, into the results."""

    def __init__(self, results):
        self.results, self.figures, self.bars = results, results["figures"], []
        self.cores = results["machine"]["cores"]

    def table(self):
        lines = self.heading()
        for section in (self.network(), self.beside_peers(), self.codec(), self.folder(), self.memory(), self.start()):
            if section: lines += [""] + section
        lines += [""] + [f"Missing: {line}" for line in self.results["missing"]]
        self.results["bars"] = self.bars
        return "\n".join(lines)

    def heading(self):
        machine, commit = self.results["machine"], self.results["commit"][:7]
        before, after = (100 * (machine[key] or 0) for key in ("busy_before", "busy_after"))
        modified = " (modified)" if self.results["modified"] else ""
        return [f"Zoetrope {commit}{modified} on {machine['processor']}, {self.cores} cores",
                f"Others kept {before:.0f} % of the machine busy before the run and {after:.0f} % after it. Figures are "
                "medians (lowest–highest).",
                "\"By processor time\": what the cores would do if nothing else ran and nothing waited for the disk."]

    def network(self):
        lines = ["The network alone, all cores (pictures/s)",
                 self.row("peak rate, G multiply-adds/s", "peak", scale=1e-9, digits=1),
                 self.row("  by processor time", "peak, by processor time", scale=1e-9, digits=1),
                 self.row("oneDNN kernels", "network standard"),
                 self.row("  by processor time", "network standard, by processor time"),
                 self.row("portable kernels", "network portable"),
                 self.row("  by processor time", "network portable, by processor time")]
        for label, key in (("by the clock", ""), ("by processor time", ", by processor time")):
            share = (self.median("network standard" + key) * self.results["multiply_adds_per_picture"]
                     / self.median("peak" + key))
            self.results["share of peak " + label] = significant(share)
            lines.append(self.line("oneDNN kernels, of the peak " + label, f"{100 * share:.0f} %"))
        share = self.median("network portable, by processor time") / self.median("network standard, by processor time")
        return lines + [self.bar("portable / oneDNN, by processor time", share, "≥ 0.2", share >= 0.2, f"{share:.2f}")]

    def beside_peers(self):
        compared = self.results.get("network beside peers")
        if not compared: return []
        lines = []
        for label, row in compared.items():
            peers = ", ".join(f"{name} {row[key]:.0f}" for name, key in (
                ("PyTorch", "torch"), ("ONNX Runtime", "onnxruntime"), ("OpenVINO", "openvino")) if row[key])
            lines.append(f"  {label}: Zoetrope {row['zoetrope']:.0f}, portable {row['portable']:.0f}, {peers}")
            ratio = row["ours / best peer"]
            if ratio: lines.append(self.bar("  ours / best peer", ratio, "≥ 1.15", ratio >= 1.15, f"{ratio:.2f}"))
        return ["The same beside its peers, batch 32, each at its best setting (pictures/s)"] + lines

    def codec(self):
        if "codec" not in self.figures: return []
        return ["The codec alone: decode, encode at level 1, fsync, rename (pictures/s)",
                self.row("a thread a core", "codec"), self.row("  by processor time", "codec, by processor time"),
                self.row("four threads a core", "codec, 4 threads a core")]

    def folder(self):
        if "folder job" not in self.figures: return []
        count = self.results["pictures"]
        return [f"The folder job: add attribute vector, PNG to PNG of level 1, {count:,} pictures (pictures/s)",
                self.row("the whole process", "folder job"),
                self.row("  by processor time", "folder job, by processor time"),
                self.row(f"without start: ({count:,} − 900) / (t − t₉₀₀)", "folder job without start"),
                self.row("ideal: 1 / (1/network + 1/codec)", "ideal"),
                self.bar_of("of the ideal", "folder job / ideal", "≥ 90 %", 0.9, " %", scale=100),
                self.row("  without start", "folder job without start / ideal", " %", scale=100),
                self.row("  by processor time", "folder job / ideal, by processor time", " %", scale=100)
                ] + self.folder_peer()

    def folder_peer(self):
        if "folder peer, best" not in self.figures: return []
        loops = [name for name in self.figures if name.startswith("folder peer --") and "processor" not in name]
        best = max(loops, key=self.median)
        return [self.row("PyTorch + PIL, its loop alone, no fsync", "folder peer, best"),
                self.row("  by processor time", best + ", by processor time"),
                "    best: " + best.removeprefix("folder peer "),
                self.bar_of("our process / its loop", "folder job / peer", "≥ 2", 2, digits=2),
                self.row("  by processor time", "folder job / peer, by processor time", digits=2),
                self.row("our process / its process", "folder job / peer, both with start", digits=2)]

    def memory(self):
        low, high = (self.median(f"memory, {count} pictures") for count in (900, 9000))
        if not high: return []
        return ["Peak memory of the folder job (MB)", self.line("900 pictures", f"{low:.0f}"),
                self.bar("9,000 pictures", high, "< 250", high < 250, f"{high:.0f}"),
                self.bar("the one / the other", significant(high / low), "≤ 1.1", high / low <= 1.1, f"{high / low:.3f}")]

    def start(self):
        if "start --help" not in self.figures: return []
        lines = ["Start-up (ms)"]
        for name, key, limit in (("zoetrope --help", "start --help", 0.05), ("make demo's recipe", "demo recipe", 2)):
            value = self.median(key)
            lines += [self.bar(name, value, f"< {1000 * limit:.0f}", value < limit, text(self.figures[key], scale=1000)),
                      self.row("  its processor time", key + ", processor time", scale=1000)]
        return lines

    def median(self, name): return self.figures[name]["median"] if self.figures.get(name) else None

    def line(self, name, shown): return f"  {name:<40} {shown}"

    def row(self, name, key, unit="", **how): return self.line(name, text(self.figures.get(key), unit, **how))

    def bar(self, name, value, wanted, is_met, shown):
        self.bars.append({"name": name.strip(), "value": value, "wanted": wanted, "met": bool(is_met)})
        return self.line(name, f"{shown}   wanted {wanted}: {'met' if is_met else 'MISSED'}")

    def bar_of(self, name, key, wanted, least, unit="", **how):
        value = self.median(key)
        return self.bar(name, value, wanted, value >= least, text(self.figures[key], unit, **how))
