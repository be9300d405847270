# To be sourced: installs what the checks need, if it is missing.

# Cargo's tools for these checks stay between runs, outside the target directory. A debug build takes a third of the time
# of a release build, and these tools run for seconds.
tools_root=${CARGO_HOME:-$HOME/.cargo}/clerk-toolkit-ci
export PATH="$tools_root/bin:$PATH"

# need_tool NAME VERSION: installs this version of a tool from crates.io.
need_tool() {
  grep -qs "^\"$1 $2 " "$tools_root/.crates.toml" && return
  CARGO_PROFILE_DEV_DEBUG=false cargo install --quiet --locked --debug --root "$tools_root" "$1@$2"
}

# need_programs PROGRAM=PACKAGES...: installs the Debian packages of the programs that are missing.
need_programs() {
  local packages=() program
  for program in "$@"; do
    # The packages are words.
    command -v "${program%%=*}" >/dev/null || packages+=(${program#*=})
  done
  [ ${#packages[@]} -gt 0 ] || return 0
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } \
    >/dev/null || { echo "cannot install ${packages[*]}" >&2; return 1; }
}

# Chromium, for the tests with a web page. Without it, they are skipped and say so.
need_browser() {
  need_programs chromium-headless-shell=chromium-headless-shell ||
    echo "NOTE: Chromium cannot be installed, so the tests with a web page are SKIPPED"
}

# need_components NAME...: components of the toolchain that a minimal one lacks.
need_components() {
  local component
  for component in "$@"; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
  done
}

# need_toolchain VERSION
need_toolchain() {
  cargo "+$1" --version >/dev/null 2>&1 || timeout 300 rustup toolchain install --profile minimal "$1" >/dev/null 2>&1
}

# The target for Windows, and what the dependencies in C and assembler need for it.
windows=x86_64-pc-windows-gnu
need_windows() {
  { rustup target list --installed | grep -qx "$windows" || timeout 300 rustup target add "$windows" >/dev/null 2>&1; } &&
    need_programs x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64-win32 nasm=nasm
}

need_coverage() { timeout 300 rustup component add llvm-tools >/dev/null 2>&1; }

# `cli` contains all the other features, and the step before this one checks it.
feature_powerset() {
  need_tool cargo-hack 0.6.46
  cargo hack clippy -p clerk-toolkit --feature-powerset --exclude-features default,cli --group-features chrono,url,uuid \
    -- -D warnings
}
