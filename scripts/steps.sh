# step NAME COMMAND...: run COMMAND, print how long it took, stop everything if it fails. To be sourced.
step() {
    step_name=$1
    shift
    step_start=$(date +%s)
    echo
    echo "== $step_name"
    if ! "$@"; then
        echo "== $step_name: FAILED after $(($(date +%s) - step_start)) s" >&2
        exit 1
    fi
    echo "== $step_name: $(($(date +%s) - step_start)) s"
}
