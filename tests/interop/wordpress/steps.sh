#!/usr/bin/env bash
# The steps of ../wordpress.sh, inside the namespaces that it makes: steps.sh FOLDER WORDPRESS_PACKAGES
set -uo pipefail
work=$1 packages=$2
here=$PWD/tests/interop/wordpress
. "$here/machines.sh"
. "$here/course.sh"
. "$here/report.sh"

blog() { (cd "$work/blog" && php -d error_reporting=0 "$here/blog.php" "$@"); }
# WordPress leaves its pings to a job; a server's own cron asks for it like this.
cron() { : | tee "$work/logs/told" >"$work/logs/asked" && curl -sS -m 120 -o /dev/null http://blog.test/wp-cron.php?doing_wp_cron; }

start_machines || { tell_logs; exit 1; }
for who in wen marisol priya; do sign_in "$who" || { echo "$who cannot sign in."; tell_logs; exit 1; }; done
printf '%s and the course, on two machines\n\n' "$(blog version)"

. "$here/to-course.sh"
. "$here/to-wordpress.sh"
. "$here/reading.sh"
summary
