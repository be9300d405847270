# To be sourced: named steps, and a list of them with their times when the script ends.

step_names=() step_results=()

# wanted NAME: whether the command line asks for the step.
wanted() {
  [ ${#only[@]} -eq 0 ] && return
  local text
  for text in "${only[@]}"; do [[ $1 == *"$text"* ]] && return; done
  return 1
}

# step NAME COMMAND...: runs the command. If it fails, the script ends.
step() {
  wanted "$1" || return 0
  local start=$SECONDS
  printf '\n=== %s\n' "$1"
  step_names+=("$1") step_results+=("FAILED")
  "${@:2}"
  step_results[-1]="$((SECONDS - start)) s"
}

# skip NAME REASON: says that the step cannot run here.
skip() {
  wanted "$1" || return 0
  printf '\n=== %s\nSKIPPED: %s\n' "$1" "$2"
  step_names+=("$1") step_results+=("SKIPPED: $2")
}

# step_if CONDITION REASON NAME COMMAND...: a step if the condition, a command line, succeeds. Otherwise the step is
# skipped for that reason.
step_if() {
  wanted "$3" || return 0
  if $1; then step "${@:3}"; else skip "$3" "$2"; fi
}

summary() {
  local index
  printf '\n=== Steps\n'
  for index in "${!step_names[@]}"; do printf '%-58s %s\n' "${step_names[index]}" "${step_results[index]}"; done
  printf '%-58s %s\n' "Total" "$SECONDS s"
}
trap summary EXIT
