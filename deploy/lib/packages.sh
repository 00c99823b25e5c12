# shellcheck shell=bash
# Installing Debian and Ubuntu packages: says what, asks for no more rights than it has. Needs say.sh.

# Any of these builds Skiagraph; the oldest is the one that it is mostly tested on.
# shellcheck disable=SC2034 # for those who source this
readonly JDK_PACKAGES='openjdk-17-jdk-headless|openjdk-21-jdk-headless|openjdk-25-jdk-headless'

# How to become root: empty for root itself; "none" if there is no way.
root_prefix() {
    if [[ $(id -u) == 0 ]]; then
        echo ""
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
        # On a terminal, sudo may ask for the password.
        echo "sudo"
    else
        echo "none"
    fi
}

# The first of the packages that apt knows; else the first of all, so that there is always something to name.
first_known_package() {
    local package
    for package in "$@"; do
        if [[ -n $(apt-cache --names-only search "^${package//+/\\+}\$" 2>/dev/null) ]]; then
            echo "$package"
            return
        fi
    done
    echo "$1"
}

is_installed() {
    [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == "install ok installed" ]]
}

# install_packages LOG WHY CHOICE...: a choice is a package, or several with | between, of which the first that exists
# is taken. Ends the script with 3 where it may not install or cannot.
install_packages() {
    local log=$1 why=$2 prefix
    shift 2
    command -v apt-get >/dev/null ||
        fail 3 "$why is missing, and there is no apt-get here. Install: ${*//|/ or }. Then run this again."
    prefix=$(root_prefix)
    if [[ $prefix == none ]]; then
        choose_packages "$@"
        say "skiagraph: $why is missing, and this user may not install packages. Have this line run, then try again:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${CHOSEN[*]}"
        exit 3
    fi
    mkdir -p "$(dirname "$log")"
    say "skiagraph: $why is missing. Reading the package lists ..."
    as_root "$prefix" apt-get update -qq >"$log" 2>&1 ||
        say "skiagraph: apt-get update failed (log: $log); going on with the lists that are there"
    choose_packages "$@"
    say "skiagraph: installing ${CHOSEN[*]} (with apt-get${prefix:+ and $prefix}; log: $log) ..."
    if ! as_root "$prefix" apt-get install -y -qq --no-install-recommends "${CHOSEN[@]}" >>"$log" 2>&1; then
        tail -n 15 "$log" >&2
        fail 3 "apt-get could not install ${CHOSEN[*]}. The whole log: $log"
    fi
}

# Fills CHOSEN.
choose_packages() {
    local choice
    local -a alternatives
    CHOSEN=()
    for choice in "$@"; do
        IFS='|' read -ra alternatives <<<"$choice"
        CHOSEN+=("$(first_known_package "${alternatives[@]}")")
    done
}

as_root() {
    as_root_with_input "$@" </dev/null
}

as_root_with_input() {
    local prefix=$1
    shift
    ${prefix:+"$prefix"} env DEBIAN_FRONTEND=noninteractive "$@"
}
