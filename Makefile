# `make demo` and `make test` do all their set-up themselves.
PREFIX ?= /usr/local
SWIFT ?= swift
# SwiftPM names the traits to the compiler in the order of a set, another in each run, and then compiles everything anew.
BUILD = env SWIFT_DETERMINISTIC_HASHING=1 $(SWIFT) build
RELEASE = $(BUILD) -c release --product zoetrope --static-swift-stdlib
BINARY = $$($(RELEASE) --show-bin-path)/zoetrope

.PHONY: setup build demo train-demo theory test docs man install uninstall benchmark pictures clean

setup:            ## installs the system libraries that are missing
	@Tools/setup

build: setup      ## builds the command line tool, optimised
	$(RELEASE)

demo: build       ## a strip of faces that begin to smile: out/smile-strip.png
	$(BINARY) run Pipelines/smile-strip.yaml --existing overwrite
	@echo "Look at out/smile-strip.png"

train-demo: build ## draws faces, trains a VAE on them, makes them smile: out/train-demo/smile.png
	@Tools/train-demo $(BINARY)

theory: build     ## the pictures of Documentation/theory.md, from the MNIST test digits in the folder DIGITS
	$(BUILD) -c release --product TheoryFigures --static-swift-stdlib
	@Tools/make-theory $(BINARY) "$$(dirname $(BINARY))/TheoryFigures" "$(DIGITS)" out/theory

test: setup       ## all tests
	$(BUILD) --build-tests
	$(SWIFT) test --skip-build

docs: build       ## the schema and the stages' page, from the stages' declarations
	Tools/make-docs "$(BINARY)"

man: build        ## the manual page, from the commands' own help: .build/man/zoetrope.1
	@Tools/make-man "$(BINARY)" .build/man

install: man      ## the tool, its models and its manual page below PREFIX (default /usr/local)
	@Tools/install "$$($(RELEASE) --show-bin-path)" "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/zoetrope" "$(DESTDIR)$(PREFIX)/share/man/man1/zoetrope.1"
	rm -rf "$(DESTDIR)$(PREFIX)/share/zoetrope"

pictures: build   ## the README's pictures, made by the recipes
	Tools/make-pictures "$(BINARY)"

benchmark: build  ## measures; see Tests/Benchmarks/README.md
	Tests/Benchmarks/run

clean:
	rm -rf .build out
