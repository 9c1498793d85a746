# The commands of this project. `make run` and `make test` need nothing but git, make and Python 3.11 or later.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Chromium does not start as root with its sandbox on. Only these commands switch it off; no release does.
ifeq ($(shell id -u),0)
export QTWEBENGINE_DISABLE_SANDBOX := 1
endif

.PHONY: run test lint types arch translations faults storm power soak bench screenshots walks package audit lock clean

run: $(READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/pressmark; \
	else \
		echo "There is no display, so Pressmark tries itself and writes a picture of its window."; \
		QT_QPA_PLATFORM=offscreen $(BIN)/pressmark self-test --picture build/self-test.png; \
	fi

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

arch: $(READY)
	$(BIN)/python -m pytest -q tests/test_architecture.py

# Brings the texts of the other languages in step with the code, and names those that wait for a translation.
translations: $(READY)
	$(BIN)/python packaging/translations.py

# Every fault at every door; kills at random moments, on a full disk where FULL_DISK is the mount of a small tmpfs;
# the power cut at every step of many saves.
ROUNDS ?= 500
SAVES ?= 50
MINUTES ?= 20
faults: $(READY)
	PRESSMARK_FAULTS=all $(BIN)/python -m pytest tests/faults

storm: $(READY)
	PYTHONPATH=tests $(BIN)/python -m faults.storm --rounds $(ROUNDS) $(if $(FULL_DISK),--full-disk $(FULL_DISK))

power: $(READY)
	PYTHONPATH=tests $(BIN)/python -m faults.power --saves $(SAVES)

soak: $(READY)
	PYTHONPATH=tests $(BIN)/python -m faults.soak --minutes $(MINUTES)

bench: $(READY)
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/search

screenshots: $(READY)
	$(BIN)/python benchmarks/screenshots.py build/screenshots

# By keyboard alone and by mouse, in an X server of its own; needs Xvfb, openbox and xdotool.
walks: $(READY)
	$(BIN)/python benchmarks/walks.py build/walks

package: $(READY)
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build/pyinstaller packaging/pressmark.spec
	dist/pressmark/pressmark self-test
	$(BIN)/python packaging/sbom.py dist/pressmark-sbom.cdx.json

# Asks PyPI and OSV which of the locked versions have known vulnerabilities; says so where neither can be asked.
audit: $(READY)
	$(BIN)/python -m pip install -q pip-audit
	@$(BIN)/python packaging/audit.py constraints.txt

lock: $(READY)
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra package --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade -o constraints.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): constraints.txt pyproject.toml packaging/pip.txt packaging/set_up.sh packaging/linux/system_libraries.py
	@sh packaging/set_up.sh $(VENV)
	@touch $(READY)
