# To be sourced: puts Node 24 on PATH, which the system's may not be, and says how packages are installed here.
# What is installed already stays, as long as its lock file has not changed.

# npm_install DIR: what the lock file of DIR asks for, in its node_modules.
npm_install() {
  local installed="$1/node_modules/.installed"
  cmp -s "$1/package-lock.json" "$installed" && return
  npm ci --prefix "$1" --no-audit --no-fund --prefer-offline --loglevel error && cp "$1/package-lock.json" "$installed"
}

# python_env DIR REQUIREMENTS: an environment with what the file asks for, whose interpreter is DIR/bin/python.
python_env() {
  local requirements
  # What a file includes counts too.
  requirements=$(cd "$(dirname "$2")" && cat "$2" $(sed -n 's/^-r //p' "$2"))
  [ "$requirements" = "$(cat "$1/installed" 2>/dev/null)" ] && return
  rm -rf "$1"
  if python3 -m venv "$1" 2>/dev/null; then
    "$1/bin/python" -m pip install --quiet -r "$2" || return
  else
    # Debian's Python has no venv of its own: a directory on the path does as well.
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
