using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Webmention;
using CpdCourse.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What a webmention is answered.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Sentence">One line for software and those who write it.</param>
internal sealed record WebmentionAnswer(int Status, string Sentence)
{
    /// <summary>Where one can see what became of it; null when it was not taken.</summary>
    public string? State { get; init; }

    /// <summary>The same as the sentence for somebody who typed it; null when there is nothing to mend in a form.</summary>
    public TypingSlip? Slip { get; init; }
}

/// <summary>
/// Takes what other sites say: that they link to a page of ours (Webmention 3.2). Answers at once with an address that tells what became of it, reads no
/// cookie and believes nothing. A page that is hidden answers like one that never was.
/// </summary>
internal sealed class WebmentionEndpoint(
    ReceiveMention receive,
    PingLimits limits,
    LinkingSettings linking,
    SiteSettings site,
    SecurityLog events
)
{
    public async Task<WebmentionAnswer> Take(HttpContext context, CancellationToken stop)
    {
        if (!linking.Webmention.Receive)
        {
            return Refused("This site takes no webmentions.");
        }

        if (!limits.MaySend(ServerHosting.Network(context), out var rest))
        {
            return TooMany(context, rest);
        }

        if (!IsForm(context.Request))
        {
            return new WebmentionAnswer(
                StatusCodes.Status415UnsupportedMediaType,
                $"A webmention is sent as {WebmentionRequest.MediaType}."
            );
        }

        var form = await context.Request.ReadFormAsync(stop);
        var request = WebmentionRequest.Read(form["source"], form["target"]);
        if (!request.IsMention)
        {
            return Refused(request.Error, TypingSlip.Of(request.Mistake.Value));
        }

        var said = new MentionSaid(request.Source, Protocol.Webmention, new MentionWords());
        return Answer(context, await receive.Take(request.Target, said, stop));
    }

    public static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(WebmentionRequest.MediaType, StringComparison.OrdinalIgnoreCase);

    private WebmentionAnswer Answer(HttpContext context, Received received) =>
        received.Reception switch
        {
            Reception.Taken when received.Mention is { } mention => Taken(
                Addresses.WebmentionState(mention.Value)
            ),
            Reception.Blocked => Refused(BlockedSites.Sentence),
            Reception.FromOurselves => Refused(
                "Pages of this site need no webmention: their links are noticed by themselves.",
                TypingSlip.OurPage
            ),
            Reception.AddressTooLong => Refused(
                "The field source holds too long an address.",
                TypingSlip.Of(WebmentionMistake.WrongSource)
            ),
            Reception.TooMany => TooMany(context, PingLimits.Minute),
            Reception.TooManyWait => TooMany(context, PingLimits.Hour),
            _ => Refused(
                "The field target names no page here that takes webmentions.",
                TypingSlip.NoSuchPage
            ),
        };

    private WebmentionAnswer Taken(string state) =>
        new(
            StatusCodes.Status201Created,
            $"Thank you. The page will be looked at soon; what came of it: {site.Absolute(state).AbsoluteUri}"
        )
        {
            State = state,
        };

    private WebmentionAnswer TooMany(HttpContext context, TimeSpan rest)
    {
        events.TooManyRequests(context.PageInLog(), "webmentions");
        PingLimits.TellToWait(context, rest);
        return new WebmentionAnswer(
            StatusCodes.Status429TooManyRequests,
            "Too many webmentions in a short time. Try again later."
        )
        {
            Slip = TypingSlip.TooMany,
        };
    }

    private static WebmentionAnswer Refused(string sentence, TypingSlip? slip = null) =>
        new(StatusCodes.Status400BadRequest, sentence) { Slip = slip };
}
