using System.Text;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>Requests as bytes, with the headers that count.</summary>
internal static class Requests
{
    /// <summary>What browsers of today say they can unpack.</summary>
    public const string BrowserEncodings = "gzip, deflate, br, zstd";

    public static byte[] Get(string path, params (string Name, string Value)[] headers) =>
        Encoding.ASCII.GetBytes($"{Head("GET", path, headers)}\r\n");

    public static byte[] Form(string path, byte[] body) =>
        [
            .. Encoding.ASCII.GetBytes(
                Head(
                    "POST",
                    path,
                    [
                        ("Content-Type", "application/x-www-form-urlencoded"),
                        ("Content-Length", $"{body.Length}"),
                    ]
                ) + "\r\n"
            ),
            .. body,
        ];

    private static string Head(string method, string path, (string Name, string Value)[] headers) =>
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: CpdCourse-Benchmarks\r\nAccept: text/html,*/*\r\n"
        + string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n"));
}
