# Everything that is typed day to day. `make help` lists it. Nothing else has to be done by hand on a fresh machine.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help up preview refresh tree destroy down test lint format schema docs bench env
STACK ?= dev
# The pack finds policies/config/<stack>.json by itself.
PACK := --policy-pack policies
# What Pulumi wants in the environment. It is read in each recipe, for it does not exist before the packages are installed.
# The stack dev always lies in the checkout, whatever backend the user has chosen for others.
ENV := exports=$$(toolchain/env '$(STACK)') || exit 1; eval "$$exports"
DEV := exports=$$(toolchain/env dev) || exit 1; eval "$$exports"

# The packages, installed again when the lock file has changed.
node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm >/dev/null || { echo "make: Node.js with npm is needed (20 or later): https://nodejs.org" >&2; exit 1; }
	@echo "Installing the packages ..."
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The stack's prerequisites: its settings; for `dev` also the local AWS and its state, which for any other the user has made.
define ready
	@node program/settings.cjs '$(STACK)'
	@toolchain/find >/dev/null
	@if [ '$(STACK)' = dev ]; then local/aws up; $(ENV); program/stack dev; fi
endef

help: ## What can be typed here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12
	@echo; echo "STACK=prod chooses another stack than dev, which is the local AWS: make preview STACK=prod"

up: node_modules/.package-lock.json ## Set up all that is needed, provision the organisation, show what exists
	$(ready)
	@$(ENV); node program/up.cjs --stack '$(STACK)' $(PACK) $(if $(filter dev,$(STACK)),--yes) --suppress-outputs
	@$(ENV); node program/tree.cjs '$(STACK)'

preview: node_modules/.package-lock.json ## Show what `up` would do; changes nothing
	$(ready)
	@$(ENV); pulumi preview --stack '$(STACK)' $(PACK) --diff --suppress-outputs

refresh: node_modules/.package-lock.json ## Show what was changed behind Pulumi's back
	$(ready)
	@$(ENV); pulumi preview --stack '$(STACK)' $(PACK) --refresh --diff --suppress-outputs

tree: node_modules/.package-lock.json ## Show what exists
	@node program/settings.cjs '$(STACK)'
	@toolchain/find >/dev/null
	@$(ENV); node program/tree.cjs '$(STACK)'

destroy: node_modules/.package-lock.json ## Delete everything in the local organisation (stack dev only)
	@[ '$(STACK)' = dev ] || { echo "make: destroy is for the local stack dev only. A real organisation is not destroyed by make." >&2; exit 1; }
	$(ready)
	@echo "AWS lets an account go 4 days after it was made and with contact information, a closed one after 90 days: the local AWS's clock goes on by 91 days."
	@local/aws clock --advance-days 91
	@local/aws complete-accounts
	@$(ENV); pulumi state unprotect --all --yes --stack dev; pulumi destroy --stack dev --yes || \
		{ echo "make: what was made by hand in the local AWS is in the way. \`make down\` removes the local AWS with all that is in it, and the state of dev." >&2; exit 1; }
	@echo "On AWS these accounts would live on outside the organisation, with their e-mails. The local AWS begins anew."
	@local/aws down

down: ## Stop the local AWS and remove its state and that of the stack dev; other stacks stay
	@local/down

test: node_modules/.package-lock.json ## Run every test
	@toolchain/find >/dev/null
	@local/aws install
	@$(DEV); tests/run

lint: node_modules/.package-lock.json ## Check types, style, format, layers and names
	@$(DEV); failed=0; for check in 'npx tsc --noEmit' 'node_modules/.bin/mocha --reporter dot tests/house' 'npx eslint .' 'npx prettier --check .' 'node program/schema.cjs --check'; do $$check || failed=1; done; exit $$failed

format: node_modules/.package-lock.json ## Format all files
	@$(DEV); npx prettier --write . && npx eslint --fix .

schema: node_modules/.package-lock.json ## Make the JSON Schema that editors complete the definition with
	@$(DEV); node program/schema.cjs

docs: node_modules/.package-lock.json ## Make the pages of the guardrails and of compliance, and the README's picture of the layers
	@$(DEV); node program/docs.cjs && node -r ts-node/register/transpile-only tests/house/picture.ts

bench: node_modules/.package-lock.json ## Measure preview, up and start-up
	@toolchain/find >/dev/null
	@$(DEV); tests/bench/run

env: node_modules/.package-lock.json ## What plain `pulumi` wants in the environment
	@toolchain/find >/dev/null
	@echo 'Type this, and then pulumi preview, pulumi up, ... as always:'; echo '  eval "$$(toolchain/env)"'
