using System.Buffers.Binary;
using System.Security.Cryptography;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>
/// Signed stamps for forms that carry no cookie. One is good for the purpose it was made for and for nothing else; nobody can make one. Strangers who read
/// a page in the same few seconds share one, because they share the page.
/// </summary>
internal sealed class FormStamps(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>A form that was open for longer is sent once more.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    // The good ones that came lately, each in the place its text points to: a page's stamp comes back with every comment it gets, and is looked at twice each time.
    private readonly Seen?[] seen = new Seen?[1024];

    public static string Comment(Id<Post> post) => $"comment under {post}";

    public static string Change(Id<Comment> comment) => $"change of {comment}";

    public static string Report => "report";

    public string Issue(string purpose)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, clock.GetUtcNow().UtcTicks);
        return WebEncoders.Base64UrlEncode(For(purpose).Protect(bytes));
    }

    /// <summary>When it was made; null when it is not one of ours, or was made for something else.</summary>
    public DateTimeOffset? Read(string purpose, string? typed)
    {
        if (typed is not { Length: > 0 and < 1_000 })
        {
            return null;
        }

        ref var place = ref seen[(uint)typed.GetHashCode(StringComparison.Ordinal) % seen.Length];
        if (place is { } known && known.Typed == typed && known.Purpose == purpose)
        {
            return known.Made;
        }

        try
        {
            var bytes = For(purpose).Unprotect(WebEncoders.Base64UrlDecode(typed));
            var made = new DateTimeOffset(
                BinaryPrimitives.ReadInt64BigEndian(bytes),
                TimeSpan.Zero
            );
            place = new Seen(purpose, typed, made);
            return made;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector For(string purpose) => protection.CreateProtector("form", purpose);

    private sealed record Seen(string Purpose, string Typed, DateTimeOffset Made);
}
