# The commands of a day. `make` alone lists them.
# One configuration for everything, release: what is tested is what is installed, and it is built once.

SWIFT := swift
BINARY := .build/release/gatehouse
# BUILT=yes takes the program as it is: parts that run beside one another must not wait for each other's builds.
PROGRAM := $(if $(BUILT),,build)

.PHONY: help setup setup-tests build build-tests install run test run-tests board board-day board-crashes gpiod2 tls contract
.PHONY: bare unit floods bench clean

help:
	@echo "make run    install what is missing, build, and start the gate (or its demonstration)"
	@echo "make test   install what is missing, build, and run every test"
	@echo "make build  leave the program at $(BINARY)"
	@echo "make install put the program and what belongs to it under DESTDIR, after make build"
	@echo "make board  run the program on kernel GPIO lines and a kernel camera, in a virtual machine"
	@echo "make gpiod2 compile and link the GPIO shim against libgpiod 2.x"
	@echo "make tls    the pages behind Caddy with a local certificate"
	@echo "make contract ask the API everything that its description allows, and much that it does not"
	@echo "make bare   start the installed program in a Debian that has no Swift"
	@echo "make unit   run the service, as systemd runs it, in the virtual machine of make board"
	@echo "make floods flood a gate under the memory of its unit, and look whether it goes on deciding"
	@echo "make bench  measure speed and memory on this machine"
	@echo "make clean  delete everything that was built"

setup:
	@deploy/setup.sh

setup-tests:
	@deploy/setup.sh tests

build: setup
	@echo "Building gatehouse; the first time takes several minutes."
	@$(SWIFT) build -c release --product gatehouse
	@echo "Built $(BINARY)"

# Without building: it may run as root, whose path has no Swift.
install:
	@deploy/install.sh "$(DESTDIR)"

run: build
	@$(BINARY) run

# The browser's tests are left out where there is no browser, but never in CI.
test: build-tests run-tests

build-tests: $(if $(CI),setup-tests,setup)
	@echo "Building gatehouse and its tests; the first time takes several minutes."
	@$(SWIFT) build -c release --build-tests

# What is built already; after build-tests.
run-tests: | $(filter build-tests,$(MAKECMDGOALS) $(if $(filter test,$(MAKECMDGOALS)),build-tests))
	@SWIFT=$(SWIFT) Tests/run.sh

board: $(PROGRAM)
	@hardware/virtual-board/check.sh

# The two halves of it, for two boards side by side.
board-day: $(PROGRAM)
	@hardware/virtual-board/check.sh --only day --only lines --only log --only disk

board-crashes: $(PROGRAM)
	@hardware/virtual-board/check.sh --only crashes

gpiod2: setup
	@hardware/check-gpiod2.sh

tls: setup-tests $(PROGRAM)
	@deploy/check-caddy.sh

contract: setup-tests $(PROGRAM)
	@Tests/contract/check.sh

bare: $(PROGRAM)
	@deploy/setup.sh bare
	@deploy/check-bare.sh

unit: $(PROGRAM)
	@hardware/virtual-board/check.sh --unit

floods: setup-tests $(PROGRAM)
	@Tests/floods/check.sh

bench: build
	@$(BINARY) bench

clean:
	@rm -rf .build
