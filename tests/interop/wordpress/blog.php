<?php

// What the author of the WordPress blog does: php blog.php DO …, in the folder of WordPress. Says one thing a line.

[, $do] = $argv;
$given = array_slice($argv, 2);
$_SERVER['HTTP_HOST'] = 'blog.test';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

if ($do === 'install') {
    define('WP_INSTALLING', true);
}

require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

function install(): void
{
    wp_install('Nell reads', 'nell', 'nell@blog.test', true, '', 'reading-room');
    foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
        wp_delete_post($sample->ID, true);
    }

    update_option('timezone_string', 'Europe/Berlin');
    update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
    theme('twentytwentyone');
}

function theme(string $name): void
{
    switch_theme($name);
}

/** Says the post's number and address. */
function post(string $json): void
{
    $wish = json_decode($json, true);
    $wish['post_category'] = array_map('wp_create_category', $wish['post_category'] ?? []);
    $id = wp_insert_post($wish + ['post_status' => 'publish', 'post_author' => 1], true);
    echo is_wp_error($id) ? $id->get_error_message() : $id . ' ' . get_permalink($id), "\n";
}

function edit(string $id, string $content): void
{
    wp_update_post(['ID' => (int) $id, 'post_content' => $content]);
}

/** What others said about a post: kind, state, name, address, words. */
function comments(string $id): void
{
    foreach (get_comments(['post_id' => (int) $id, 'status' => 'all', 'order' => 'ASC']) as $comment) {
        echo implode(' | ', [
            $comment->comment_type,
            $comment->comment_approved === '1' ? 'shown' : 'held',
            $comment->comment_author,
            $comment->comment_author_url,
            trim(preg_replace('/\s+/', ' ', $comment->comment_content)),
        ]), "\n";
    }
}

function approve(string $id): void
{
    foreach (get_comments(['post_id' => (int) $id, 'status' => 'hold']) as $comment) {
        wp_set_comment_status($comment->comment_ID, 'approve');
    }
}

function option(string $name, string $value): void
{
    update_option($name, $value);
}

function version(): void
{
    echo 'WordPress ' . get_bloginfo('version') . ', PHP ' . PHP_VERSION, "\n";
}

if ($do !== 'install') {
    wp_set_current_user(1);
}

$do(...$given);
