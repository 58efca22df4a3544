using System.Diagnostics.CodeAnalysis;
using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Trackback;

/// <summary>A trackback as it arrived: either a ping, or one plain sentence that tells the sender what is wrong (protocols 4.2).</summary>
public sealed class TrackbackRequest
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string Form = "application/x-www-form-urlencoded";

    private TrackbackRequest(TrackbackPing? ping, string? error)
    {
        Ping = ping;
        Error = error;
    }

    /// <summary>The ping; null when the request is wrong.</summary>
    public TrackbackPing? Ping { get; }

    /// <summary>What is wrong, for <see cref="TrackbackReply.Error"/>; null when nothing is.</summary>
    public string? Error { get; }

    /// <summary>Whether there is a ping.</summary>
    [MemberNotNullWhen(true, nameof(Ping))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsPing => Ping is not null;

    /// <summary>Reads the raw body of a POST. The encoding is the one in Content-Type, else in the field "charset", else UTF-8 if it is that, else windows-1252.</summary>
    public static TrackbackRequest Read(ReadOnlySpan<byte> body, string? contentType)
    {
        if (body.Length > MaxBytes)
        {
            return Wrong($"The trackback is larger than {MaxBytes / 1024} KB.");
        }

        var type = Charsets.MediaType(contentType);
        if (type.Length > 0 && type != Form)
        {
            return Wrong($"A trackback is sent as {Form}.");
        }

        var fields = FormFields.Read(body);
        var encoding = Encode(fields, contentType);
        return Check(name =>
            fields.TryGetValue(name, out var bytes) ? encoding.GetString(bytes) : null
        );
    }

    private static TrackbackRequest Check(Func<string, string?> field)
    {
        var address = field("url");
        if (string.IsNullOrWhiteSpace(address))
        {
            return Wrong("The field url is missing: it is the address of your post.");
        }

        return WebAddress.Read(address) is { } url
            ? new TrackbackRequest(
                new TrackbackPing(
                    url,
                    Line(field("title"), TrackbackPing.TitleLimit),
                    Line(field("excerpt"), TrackbackPing.ExcerptLimit),
                    Line(field("blog_name"), TrackbackPing.BlogNameLimit)
                ),
                null
            )
            : Wrong(
                $"The field url must be a whole http or https address of at most {WebAddress.MaxLength} characters."
            );
    }

    private static Encoding Encode(Dictionary<string, byte[]> fields, string? contentType)
    {
        var named = fields.TryGetValue("charset", out var name)
            ? Encoding.ASCII.GetString(name)
            : null;
        return Charsets.Find(Charsets.Parameter(contentType))
            ?? Charsets.Find(named)
            ?? (
                fields.Values.All(bytes => Charsets.IsUtf8(bytes))
                    ? Encoding.UTF8
                    : Charsets.Windows1252
            );
    }

    private static string? Line(string? text, int length)
    {
        var line = PlainText.Cut(PlainText.FromHtml(text), length);
        return line.Length > 0 ? line : null;
    }

    private static TrackbackRequest Wrong(string sentence) => new(null, sentence);
}
