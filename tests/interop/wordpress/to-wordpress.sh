# The course links to WordPress.
from_course() { blog comments "$1" | grep -F "| $course$2 |"; }
listed_once() { is "$(lines from_course "$1" "$2")" 1; }
told_by() { says "$(told "$1" "$2" "$3")" "Told, and it took it" && says "$(told "$1" "$2" "$3")" "$4"; }

part "The course tells WordPress"

step "WordPress says on its post where it wants pingbacks" \
  says "$(curl -sS -I "$bus")" "X-Pingback: http://blog.test/xmlrpc.php"

# What we asked the blog so far counts against the ten requests a minute that a host gets from us. Without waiting, the two pingbacks would come too far apart
# for WordPress to complain, as it does of two from one address within fifteen seconds.
sleep 61
text="Nell [took the bus]($bus), and then [the tram]($tram). I went by bicycle, & it rained."
answer=$(publish priya "By bicycle & in the rain" "$text")
step "A response links to two posts of the blog" says "$answer" /@priya/
too_quick() { says "$(told priya "$answer" "$bus")$(told priya "$answer" "$tram")" "number 429"; }
step "WordPress wants the second pingback later, as its author reads" within 50 too_quick
step "Then its author reads that WordPress took the first pingback" within 240 told_by priya "$answer" "$bus" Pingback
step "And the second" within 240 told_by priya "$answer" "$tram" Pingback
step "WordPress has one pingback from it on the first post" listed_once "$bus_id" "$answer"
step "And one on the second" listed_once "$tram_id" "$answer"
step "It is held until the blogger approves it, as every pingback is there" says "$(from_course "$bus_id" "$answer")" "pingback | held"
step "It carries our title and the words around the link" says "$(from_course "$bus_id" "$answer")" "took the bus, and then the tram"
step "The blogger approves it" blog approve "$bus_id"
step "Readers of the blog see it" says "$(curl -sS "$bus")" "$course$answer"

typed=$(publish priya "By trackback" "This one was told by hand." "${walk}trackback/")
trackback_listed() { says "$(from_course "$walk_id" "$typed")" "trackback | held"; }
step "A response has the trackback address of a WordPress post in its field; WordPress holds the trackback" within 240 trackback_listed

part "Changes, of which pingbacks do not tell"

step "The response is changed, and still links" change priya "$answer" "By bicycle & in the rain" "$text And it stopped."
sleep 5 # for what should not come
step "WordPress was not told twice" listed_once "$bus_id" "$answer"
step "The links are taken out" change priya "$answer" "By bicycle & in the rain" "I went by bicycle."
sleep 5
step "WordPress goes on listing it" listed_once "$bus_id" "$answer"
step "The response is taken back" take_back priya "$answer"
gone() { is "$(status "$answer")" 410; }
step "Its address says that it is gone" within 30 gone
step "WordPress goes on listing it" listed_once "$bus_id" "$answer"
note "A pingback cannot be taken back: whoever wants it away asks the blogger."
