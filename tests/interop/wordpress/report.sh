# The table: each step is a sentence and a command that succeeds when the sentence is true.
passed=0 failed=0

part() { printf '\n%s\n' "$1"; }

step() {
  local sentence=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    passed=$((passed + 1))
    printf '  ok      %s\n' "$sentence"
  else
    failed=$((failed + 1))
    printf '  failed  %s\n' "$sentence"
    sed 's/^/            | /' "$work/said" | tail -20
  fi
}

note() { printf '  note    %s\n' "$1"; }

# The command until it succeeds; what it said last is what is told.
within() {
  local seconds=$1 until
  until=$((SECONDS + seconds))
  shift
  while ! "$@" >"$work/last" 2>&1; do
    if [ $SECONDS -ge $until ]; then
      cat "$work/last"
      echo "Not within $seconds seconds: $*"
      return 1
    fi
    sleep 1
  done
}

is() { [ "$1" = "$2" ] || { printf 'Expected “%s”, found “%s”.\n' "$2" "$1"; return 1; }; }
says() { grep -qF -- "$2" <<<"$1" || { printf 'Expected “%s” in:\n%s\n' "$2" "$1"; return 1; }; }
says_not() { ! grep -qF -- "$2" <<<"$1" || { printf 'Did not expect “%s” in:\n%s\n' "$2" "$1"; return 1; }; }

summary() {
  [ $failed -eq 0 ] || tell_logs
  printf '\n%d ok, %d failed\n' $passed $failed
  [ $failed -eq 0 ]
}
