# The course as people use it, in a browser without script.
course=http://course.test

# get WHO PATH; "nobody" is a visitor.
get() { curl -sS -m 30 -b "$work/cookies-$1" -c "$work/cookies-$1" "$course$2"; }
status() { curl -sS -m 30 -o /dev/null -w '%{http_code}' "$course$1"; }

# The value of a hidden field, from a page on the standard input.
hidden() { grep -oP "name=\"$1\"[^>]*?value=\"\\K[^\"]*" | head -1; }

# send WHO FORM ACTION FIELD=VALUE…: fills in the form that stands at FORM; says where it leads.
send() {
  local who=$1 form=$2 action=$3 token field fields=()
  shift 3
  token=$(get "$who" "$form" | hidden form-token)
  for field in "$@"; do fields+=(--data-urlencode "$field"); done
  curl -sS -m 30 -o "$work/answer" -w '%{redirect_url}' -b "$work/cookies-$who" -c "$work/cookies-$who" \
    --data-urlencode "form-token=$token" "${fields[@]}" "$course$action" >"$work/leads"
  local leads
  leads=$(<"$work/leads")
  [ -n "$leads" ] || { sed 's/<[^>]*>//g' "$work/answer" | grep -v '^ *$' | head -20; return 1; }
  printf '%s\n' "${leads#"$course"}"
}

sign_in() { send "$1" /sign-in /sign-in "Input.Mail=$1@example.org" Input.Password=soup-and-bicycles >/dev/null; }

# publish WHO TITLE TEXT [TRACKBACKS]: a new response to Thing 12; says where it stands.
publish() {
  local key
  key=$(get "$1" '/write?thing=12&as=free' | hidden Input.Key)
  send "$1" '/write?thing=12&as=free' /write do=publish "Input.Key=$key" Input.Version=0 Input.As=free Input.Shown=12 Input.Thing=12 \
    Input.Audience=Everyone "Input.Title=$2" "Input.Text=$3" "Input.Trackbacks=${4:-}" | sed 's/?.*//'
}

# number WHO POST: the number by which its author knows it.
number() { get "$1" "$2" | grep -oP 'href="/write/\K[0-9]+(?=/links")' | head -1; }

# change WHO POST TITLE TEXT
change() {
  local form version
  form="/write/$(number "$1" "$2")"
  version=$(get "$1" "$form?as=free" | hidden Input.Version)
  send "$1" "$form?as=free" "$form" do=publish "Input.Version=$version" Input.As=free Input.Shown=12 Input.Thing=12 \
    Input.Audience=Everyone "Input.Title=$3" "Input.Text=$4"
}

take_back() {
  local form
  form="/write/$(number "$1" "$2")"
  send "$1" "$form" "$form/withdraw"
}

# told WHO POST TARGET: what the author reads of that link.
told() {
  get "$1" "/write/$(number "$1" "$2")/links" | tr '\n' ' ' | sed 's/<tr>/\n<tr>/g' | grep -F ">$3</a>" | sed 's/<[^>]*>/ /g; s/  */ /g'
}

# Mentions that wait, one a line; waiting SOURCE TARGET, both as addresses.
waiting() {
  get wen '/studio/moderation?show=trackbacks' | tr '\n' ' ' | sed 's/<li>/\n<li>/g; s/<\/ul>/\n/g' | grep -F "id=\"item-" |
    grep -F "href=\"$1\"" | grep -F "href=\"$2\""
}

# Mentions that readers see, one a line: shown PAGE SOURCE
shown() {
  get nobody "$1" | tr '\n' ' ' | sed 's/<li class="tb/\n<li class="tb/g; s/<\/ul>/\n/g' | grep '^<li class="tb' | grep -F "href=\"$2\""
}

lines() { "$@" | grep -c .; }

waits_once() { is "$(lines waiting "$1" "$2")" 1 && says "$(waiting "$1" "$2")" "$3" && says "$(waiting "$1" "$2")" 'value="Publish"'; }
shown_once() { is "$(lines shown "$1" "$2")" 1; }
not_shown() { is "$(lines shown "$1" "$2")" 0; }

# decide ACT SOURCE TARGET
decide() {
  local item
  item=$(waiting "$2" "$3")
  send wen /studio/moderation /studio/moderation kind=Trackback "act=$1" "id=$(grep -oP 'id="item-\K[0-9a-f]+' <<<"$item")" \
    "seen=$(hidden seen <<<"$item")" show=trackbacks
}
