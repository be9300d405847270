# For scripts to source: puts Node 24 on PATH, and defines functions that install packages.
# Installed packages are kept as long as their lock file does not change.

# npm_install DIR: installs the packages of DIR's lock file in its node_modules.
npm_install() {
  local installed="$1/node_modules/.installed"
  cmp -s "$1/package-lock.json" "$installed" && return
  npm ci --prefix "$1" --no-audit --no-fund --prefer-offline --loglevel error && cp "$1/package-lock.json" "$installed"
}

# python_env DIR REQUIREMENTS: creates an environment with the packages of the file. Its interpreter is DIR/bin/python.
python_env() {
  local requirements
  # Included files count too.
  requirements=$(cd "$(dirname "$2")" && cat "$2" $(sed -n 's/^-r //p' "$2"))
  [ "$requirements" = "$(cat "$1/installed" 2>/dev/null)" ] && return
  rm -rf "$1"
  if python3 -m venv "$1" 2>/dev/null; then
    "$1/bin/python" -m pip install --quiet -r "$2" || return
  else
    # Debian's Python has no venv module. A directory on the path works too.
    rm -rf "$1"
    python3 -m pip install --quiet --target "$1/site" -r "$2" || return
    mkdir "$1/bin"
    printf '#!/bin/sh\nPYTHONPATH="%s" exec python3 "$@"\n' "$1/site" >"$1/bin/python"
    chmod +x "$1/bin/python"
  fi
  printf '%s\n' "$requirements" >"$1/installed"
}

interop=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
npm_install "$interop/node" || return
export PATH="$interop/node/node_modules/node/bin:$PATH"
