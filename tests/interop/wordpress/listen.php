<?php

/*
Plugin Name: Listen
Description: Notes what WordPress asks of others and what it takes for told. Its own note of that, the field "pinged" of a post, keeps only the last of several
pingbacks: add_ping writes over what it wrote a moment before.
*/

$logs = dirname(__DIR__, 3) . '/logs';

add_filter('add_ping', function ($told) use ($logs) {
    file_put_contents("$logs/told", trim($told) . "\n", FILE_APPEND);
    return $told;
});

add_filter('pre_http_request', function ($answer) {
    $GLOBALS['asked_at'] = microtime(true);
    return $answer;
});

add_action('http_api_debug', function ($answer, $context, $class, $wish, $address) use ($logs) {
    if (!str_contains($address, 'course.test')) {
        return;
    }

    $said = is_wp_error($answer)
        ? $answer->get_error_message()
        : $answer['response']['code'] . ' ' . preg_replace('/\s+/', ' ', strip_tags($answer['body'] ?? ''));
    $seconds = microtime(true) - $GLOBALS['asked_at'];
    file_put_contents("$logs/asked", sprintf("%.2f s %s %s %s\n", $seconds, $wish['method'], $address, substr($said, 0, 200)), FILE_APPEND);
}, 10, 5);
