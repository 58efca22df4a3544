# The course reads the blog.
found=$work/found

look_at() { visit=$(send "$1" "$thing/elsewhere" "$thing/elsewhere" "Input.Address=$2") && [[ $visit == /me/elsewhere/* ]]; }
found_it() { get "$1" "$visit" >"$found" && says "$(<"$found")" "Is this your post?"; }
ticked() { grep -oP 'name="Input.Things" value="\K[0-9]+(?=" checked)' "$found" | sort -n | tr '\n' ' '; }
listed() { says "$(get nobody "$thing/responses")" "$1"; }

# elsewhere WHO ADDRESS TITLE DAY THINGS: one post, as its author has it listed.
elsewhere() {
  local who=$1 address=$2 title=$3 day=$4 things=$5
  step "$who enters its address at Thing 12" look_at "$who" "$address"
  step "It is found" within 150 found_it "$who"
  step "With its title" says "$(<"$found")" "<bdi>$title</bdi>"
  step "With its date" says "$(<"$found")" "datetime=\"$day"
  step "With the Things that it answers ticked: $things" is "$(ticked)" "$things "
}

for theme in twentytwentyone twentytwentythree; do
  blog theme $theme
  part "A post on WordPress is a response here ($theme)"
  if [ $theme = twentytwentyone ]; then
    elsewhere marisol "$bus" "A library card for the bus" 2024-03-14T08:30 12
    step "Marisol has it listed" send marisol "$visit" "$visit" Input.Things=12
    step "It stands among the responses" within 60 listed "A library card for the bus"
  else
    elsewhere priya "$tram" "Trams, and what is read in them" 2024-04-02T16:05 "6 12"
  fi
done

part "The blog's feeds are read"
mkdir "$work/feeds"
keep() { curl -sS -i -o "$work/feeds/$1.http" "http://blog.test$2"; }
keep home /
keep post "${bus#http://blog.test}"
keep rss2 /feed/
keep atom /feed/atom/
keep rdf /feed/rdf/
keep comments /comments/feed/
keep comments-atom /comments/feed/atom/
if [ -n "${CPD_KEEP:-}" ]; then cp "$work"/feeds/* "$CPD_KEEP"; fi
step "RSS 2.0, Atom, RSS 1.0 and comments, found from the home page: titles, dates, links, tags" \
  env CPD_WORDPRESS="$work/feeds" dotnet tests/CpdCourse.UnitTests/bin/Debug/net10.0/CpdCourse.UnitTests.dll -noColor -class "*WordPressFeedTests"
