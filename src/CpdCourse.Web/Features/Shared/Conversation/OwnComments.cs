using System.Security.Cryptography;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>
/// The comments that this browser wrote without an account, in a sealed cookie. It is set when a visitor comments, never by reading.
/// </summary>
internal sealed class OwnComments(
    IHttpContextAccessor http,
    IDataProtectionProvider protection,
    SiteSettings site
)
{
    private const int IdBytes = 16;
    private const int Most = 20;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);
    private IReadOnlyList<Id<Comment>>? ids;

    public IReadOnlyList<Id<Comment>> Ids => ids ??= Read();

    private bool IsHttps => site.Base.Scheme == Uri.UriSchemeHttps;

    private string Name => IsHttps ? "__Host-comments" : "comments";

    private IDataProtector Protector => protection.CreateProtector("comments of a visitor");

    public void Add(Id<Comment> comment)
    {
        var kept = Ids.Where(id => id != comment).TakeLast(Most - 1).Append(comment).ToList();
        ids = kept;
        var bytes = kept.SelectMany(id => id.Value.ToByteArray(bigEndian: true)).ToArray();
        http.HttpContext?.Response.Cookies.Append(
            Name,
            WebEncoders.Base64UrlEncode(Protector.Protect(bytes)),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = IsHttps,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = Remembered,
                IsEssential = true,
            }
        );
    }

    private IReadOnlyList<Id<Comment>> Read()
    {
        if (
            http.HttpContext is not { } context
            || context.Request.Cookies[Name] is not { Length: > 0 and < 4_000 } cookie
        )
        {
            return [];
        }

        if (!context.Response.HasStarted)
        {
            // The page may hold a comment that nobody else sees: no cache between us may keep it.
            context.Response.Headers.CacheControl = "private, no-cache";
        }

        try
        {
            return
            [
                .. Protector
                    .Unprotect(WebEncoders.Base64UrlDecode(cookie))
                    .Chunk(IdBytes)
                    .Where(chunk => chunk.Length == IdBytes)
                    .Select(chunk => new Id<Comment>(new Guid(chunk, bigEndian: true))),
            ];
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return [];
        }
    }
}
