using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Pages and feeds as everybody sees them, made once and sent to all who ask: until something that readers see is saved, and at the latest for some
/// seconds, because Things open by the clock, "today" ends, and another node may have saved.
/// </summary>
internal sealed class KeptPages(Changes changes, TimeProvider clock)
{
    private const int Most = 32 * 1024 * 1024;
    private const int LargestPage = 1024 * 1024;

    private ConcurrentDictionary<string, KeptPage> pages = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>Asked before a page is made, so that one made meanwhile is known for old.</summary>
    public long Now => changes.Now;

    public KeptPage? Find(string address) =>
        pages.TryGetValue(address, out var page) && IsGood(page) ? page : null;

    /// <summary>Keeps the page, unless something that shows on it was saved since <paramref name="since"/>.</summary>
    public KeptPage Keep(string address, HttpContext context, byte[] body, long since)
    {
        var page = new KeptPage(context, body, clock.GetTimestamp(), since);
        if (body.Length <= LargestPage && IsGood(page))
        {
            pages.TryGetValue(address, out var former);
            pages[address] = page;
            if (Interlocked.Add(ref bytes, page.Size - (former?.Size ?? 0)) > Most)
            {
                // Old pages fill it, or whoever makes up addresses without end.
                pages = new(StringComparer.Ordinal);
                Interlocked.Exchange(ref bytes, 0);
            }
        }

        return page;
    }

    private bool IsGood(KeptPage page) =>
        clock.GetElapsedTime(page.At) < KeptReads.Fresh && !changes.Came(page.Since, page.Post);
}

/// <summary>Said of an answer that shows comments of this post alone; others may be written without making it old.</summary>
internal sealed record ShowsPost(Id<Post> Post);

/// <summary>One page: its bytes as they are, and compressed as soon as the first browser wants them so.</summary>
internal sealed class KeptPage
{
    // Good enough to halve what gzip leaves, at a thousandth of a second for a page; the best takes fifty of them.
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 22;
    private const int Overhead = 512;

    private static readonly string[] OfTheConnection =
    [
        HeaderNames.ContentLength,
        HeaderNames.TransferEncoding,
        HeaderNames.SetCookie,
        HeaderNames.Date,
    ];

    private readonly byte[] plain;
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;
    private readonly KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>[] headers;

    public KeptPage(HttpContext context, byte[] body, long at, long since)
    {
        var answer = context.Response;
        plain = body;
        brotli = new(() => Brotli(body));
        gzip = new(() => Gzip(body));
        headers =
        [
            .. answer.Headers.Where(h =>
                !OfTheConnection.Contains(h.Key, StringComparer.OrdinalIgnoreCase)
            ),
        ];
        Tag = answer.Headers.ETag.Count > 0 ? answer.Headers.ETag.ToString() : TagOf(body);
        ModifiedAt = DateTimeOffset.TryParseExact(
            answer.Headers.LastModified.ToString(),
            "R",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var modified
        )
            ? modified
            : null;
        At = at;
        Since = since;
        Post = context.Features.Get<ShowsPost>()?.Post;
    }

    /// <summary>When it was made, on the machine's clock.</summary>
    public long At { get; }

    /// <summary>When it was made, counted in saves.</summary>
    public long Since { get; }

    /// <summary>The post, when it shows nothing of the conversation about others; null when it shows many.</summary>
    public Id<Post>? Post { get; }

    public string Tag { get; }

    public DateTimeOffset? ModifiedAt { get; }

    /// <summary>About what it takes in memory, with both compressed forms.</summary>
    public int Size => Overhead + plain.Length + (plain.Length / 2);

    public (ReadOnlyMemory<byte> Bytes, string? Encoding) For(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        return Takes(accepted, "br") ? (brotli.Value, "br")
            : Takes(accepted, "gzip") ? (gzip.Value, "gzip")
            : (plain, null);
    }

    public void PutHeaders(HttpResponse answer)
    {
        foreach (var (name, value) in headers)
        {
            answer.Headers[name] = value;
        }
    }

    /// <summary>True when an <c>Accept-Encoding</c> names the encoding and does not refuse it (RFC 9110, 12.5.3).</summary>
    internal static bool Takes(string accepted, string encoding)
    {
        foreach (var part in accepted.Split(',', StringSplitOptions.TrimEntries))
        {
            var end = part.IndexOf(';', StringComparison.Ordinal);
            var name = end < 0 ? part : part[..end].TrimEnd();
            if (name.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            {
                return end < 0 || part[end..].AsSpan().IndexOfAnyInRange('1', '9') >= 0;
            }
        }

        return false;
    }

    private static string TagOf(byte[] body) =>
        $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body).AsSpan(0, 12))}\"";

    private static byte[] Brotli(byte[] body)
    {
        var bytes = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, bytes, out var length, BrotliQuality, BrotliWindow)
            ? bytes[..length]
            : throw new InvalidOperationException("A page was not compressed.");
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var pressing = new GZipStream(packed, CompressionLevel.Optimal))
        {
            pressing.Write(body);
        }

        return packed.ToArray();
    }
}
