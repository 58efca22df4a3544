using CpdCourse.Domain.Common;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace CpdCourse.Web.Features.Comments;

/// <summary>
/// Whether a form comes from a page of ours. People who are signed in prove it by the antiforgery token; visitors have no cookie, so their forms carry
/// a stamp, and a box that only programs fill in.
/// </summary>
internal sealed class FormCheck(
    FormStamps stamps,
    IAntiforgery antiforgery,
    CurrentPersona me,
    LimitsSettings limits,
    TimeProvider clock
)
{
    public async Task<Refusal?> OfWriter(
        HttpContext http,
        string purpose,
        string? stamp,
        string? hiddenBox
    ) =>
        !me.IsSignedIn ? OfStranger(http, purpose, stamp, hiddenBox)
        : await antiforgery.IsRequestValidAsync(http) ? null
        : Refusals.FormIsStale;

    public Refusal? OfStranger(HttpContext http, string purpose, string? stamp, string? hiddenBox)
    {
        if (!string.IsNullOrEmpty(hiddenBox))
        {
            return Refusals.HiddenBox;
        }

        return
            IsFromElsewhere(http)
            || Age(purpose, stamp) is not { } age
            || age < TimeSpan.FromSeconds(limits.SecondsBeforeComment)
            || age > FormStamps.Lasts
            ? Refusals.FormIsStale
            : null;
    }

    /// <summary>For what is one's own: the stamp was shown to its owner alone.</summary>
    public async Task<bool> IsFromOwner(HttpContext http, string purpose, string? stamp) =>
        !IsFromElsewhere(http)
        && Age(purpose, stamp) <= FormStamps.Lasts
        && (!me.IsSignedIn || await antiforgery.IsRequestValidAsync(http));

    private TimeSpan? Age(string purpose, string? stamp) =>
        clock.GetUtcNow() - stamps.Read(purpose, stamp);

    private static bool IsFromElsewhere(HttpContext http) =>
        http.Request.Headers["Sec-Fetch-Site"] == "cross-site";
}
