# WordPress links to the course.
soup=/@marisol/soup-bicycles-and-now-a-blog
thing=/things/12

# wordpress_post NAME JSON: publishes there; puts number and address into NAME_id and NAME.
wordpress_post() {
  local said
  said=$(blog post "$2")
  printf -v "$1_id" '%s' "${said%% *}"
  printf -v "$1" '%s' "${said#* }"
  [[ ${said#* } == http* ]] || { echo "$said"; return 1; }
}

# What WordPress took for told in its last job (listen.php): pingbacks, and trackbacks by what was answered.
pingbacks_taken() {
  local target
  for target in "$@"; do grep -qxF "$course$target" "$work/logs/told" || { cat "$work/logs/asked"; return 1; }; done
}
trackback_taken() { grep -qE "POST $course$1/trackback 200 +0 *$" "$work/logs/asked" || { cat "$work/logs/asked"; return 1; }; }

part "WordPress tells the course"

step "It publishes a post that links to a response and to a Thing, and sends its pingbacks" \
  wordpress_post bus '{"post_title":"A library card for the bus","post_date":"2024-03-14 09:30:00","post_category":["CPD"],"tags_input":["thing12","buses & trams"],
    "post_content":"<p>I have read <a href=\"http://course.test'$soup'\">Marisol on soup</a>, and this is my answer to <a href=\"http://course.test'$thing'\">Thing 12</a>.</p><p>Our bus takes library cards now: Straße, Köln, 東京 &amp; back.</p>"}'
step "Its job runs" cron
step "Our answers to both pingbacks were a yes" pingbacks_taken $soup $thing
step "The one to the response waits for an organiser, once, found to link" within 90 waits_once "$bus" $soup pingback
step "The one to the Thing too" within 90 waits_once "$bus" $thing pingback
step "Readers see neither" not_shown $soup "$bus"
step "An organiser publishes the first" decide Publish "$bus" $soup
step "Now readers see it, once" within 60 shown_once $soup "$bus"
step "It has the title and the words of the WordPress post" says "$(shown $soup "$bus")" "A library card for the bus"
step "It says by which protocol it came" says "$(shown $soup "$bus")" "by pingback"
step "The organiser publishes the second, and trusts the site" decide Trust "$bus" $thing
step "Readers of the Thing see it, once" within 60 shown_once $thing "$bus"

step "A second post links to the response, and has its trackback address in the field as well" \
  wordpress_post tram '{"post_title":"Trams, and what is read in them","post_date":"2024-04-02 18:05:00","post_category":["CPD","Thing 6"],"to_ping":"http://course.test'$soup'/trackback",
    "post_content":"<p>More about <a href=\"http://course.test'$soup'\">soup and bicycles</a>, from the tram.</p>"}'
step "Its job runs: a pingback and a trackback for one link" cron
step "Our answer to the pingback was a yes" pingbacks_taken $soup
step "Our answer to the trackback too" trackback_taken $soup
step "Readers see it at once, and once" within 90 shown_once $soup "$tram"
step "Nothing of it waits" is "$(lines waiting "$tram" $soup)" 0

blog option default_pingback_flag ""
step "A post of a blog that sends no pingbacks has the trackback address in the field" \
  wordpress_post walk '{"post_title":"On foot","post_date":"2024-05-20 07:45:00","to_ping":"http://course.test'$soup'/trackback",
    "post_content":"<p>On foot one reads nothing; <a href=\"http://course.test'$soup'\">Marisol</a> cycles.</p>"}'
step "Its job runs" cron
step "Our answer to the trackback was a yes" trackback_taken $soup
step "Readers see it, once" within 90 shown_once $soup "$walk"

step "A post sends a trackback and does not link" \
  wordpress_post boast '{"post_title":"Look at me","post_date":"2024-05-21 08:00:00","to_ping":"http://course.test'$soup'/trackback","post_content":"<p>No link here.</p>"}'
step "Its job runs" cron
doubted() { says "$(waiting "$boast" $soup)" "The page does not link here." && says_not "$(waiting "$boast" $soup)" 'value="Publish"'; }
step "It waits with that reason, and cannot be published" within 90 doubted
step "Readers do not see it" not_shown $soup "$boast"
blog option default_pingback_flag 1
