# Two machines with a cable between them: one has the blog and its database, the other the course.
# The numbers are of the public internet, and reach nothing here but each other.
blog_address=11.0.0.1
course_address=11.0.0.2

start_machines() {
  network && names && files && start_database && start_blog && start_course
}

network() {
  mount -t tmpfs none /run &&
    ip netns add course &&
    ip link add cable type veth peer name cable netns course &&
    ip address add $blog_address/30 dev cable &&
    ip link set cable up &&
    ip link set lo up &&
    ip -n course address add $course_address/30 dev cable &&
    ip -n course link set cable up &&
    ip -n course link set lo up
}

names() {
  mount -t tmpfs none "$work" || return 1
  printf '127.0.0.1 localhost\n%s blog.test\n%s course.test\n' $blog_address $course_address >"$work/hosts"
  : >"$work/resolv.conf"
  mount --bind "$work/hosts" /etc/hosts &&
    mount --bind "$work/resolv.conf" "$(readlink -f /etc/resolv.conf)"
}

files() {
  mkdir "$work/blog" "$work/database" "$work/course" "$work/logs" &&
    cp -a "$packages/usr/share/wordpress/." "$work/blog" &&
    mkdir -p "$work/blog/wp-content/mu-plugins" &&
    cp "$here/listen.php" "$work/blog/wp-content/mu-plugins" &&
    cat >"$work/blog/wp-config.php" <<PHP
<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:$work/database.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', 'http://blog.test');
define('WP_SITEURL', 'http://blog.test');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEBUG', false);
\$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require ABSPATH . 'wp-settings.php';
PHP
}

start_database() {
  mariadb-install-db --no-defaults --user=root --datadir="$work/database" --auth-root-authentication-method=normal --skip-test-db >"$work/logs/database" 2>&1 || return 1
  mariadbd --no-defaults --user=root --datadir="$work/database" --socket="$work/database.sock" --skip-networking >>"$work/logs/database" 2>&1 &
  within 30 mariadb --no-defaults -S "$work/database.sock" -e 'CREATE DATABASE wordpress CHARACTER SET utf8mb4'
}

# Several workers: WordPress is asked for its page while it waits for us to say that we found the link.
start_blog() {
  blog install >"$work/logs/install" 2>&1 || return 1
  (cd "$work/blog" && PHP_CLI_SERVER_WORKERS=6 exec php -d sendmail_path=/bin/true -S $blog_address:80 -t . >"$work/logs/php" 2>&1) &
  within 30 curl -sf -o /dev/null http://blog.test/
}

start_course() {
  ip netns exec course dotnet src/CpdCourse.Web/bin/Debug/net10.0/CpdCourse.Web.dll --demo --Data:Folder="$work/course" \
    --Site:BaseUrl=http://course.test --urls=http://$course_address:80 >"$work/logs/course" 2>&1 &
  within 300 curl -sf -o /dev/null http://course.test/readyz
}

tell_logs() {
  local log
  for log in "$work"/logs/*; do
    printf '\n== %s\n' "$(basename "$log")"
    tail -15 "$log"
  done
}
