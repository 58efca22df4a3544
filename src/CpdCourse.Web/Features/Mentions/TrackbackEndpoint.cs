using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Trackback;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Where other blogs say that they link here (TrackBack 1.2): answers at once in the protocol's own XML, reads no cookie and believes nothing.
/// A page that is hidden answers like one that never was.
/// </summary>
internal sealed class TrackbackEndpoint(
    ReceiveMention receive,
    MentionTargets targets,
    PingLimits limits,
    LinkingSettings linking,
    SecurityLog events
)
{
    private const string SlowDown = "Too many trackbacks in a short time. Try again later.";

    public async Task<IResult> Post(HttpContext context, LocalPage page, CancellationToken stop)
    {
        if (!linking.Trackback.Receive)
        {
            return Error("This site takes no trackbacks.");
        }

        if (!limits.MaySend(ServerHosting.Network(context), out var rest))
        {
            return TooMany(context, rest);
        }

        var body = await SentBytes.Read(context.Request, TrackbackRequest.MaxBytes, stop);
        var request = TrackbackRequest.Read(body.Span, context.Request.ContentType);
        if (!request.IsPing)
        {
            return Error(request.Error);
        }

        var ping = request.Ping;
        var said = new MentionSaid(
            ping.Url,
            Protocol.Trackback,
            new MentionWords(ping.Title ?? "", ping.Excerpt ?? "", ping.BlogName ?? "")
        );
        return (await receive.Take(page, said, stop)).Reception switch
        {
            Reception.Taken => Answer(TrackbackReply.Thanks(), StatusCodes.Status200OK),
            Reception.Closed => Error("This page takes no trackbacks."),
            Reception.Blocked => Error(BlockedSites.Sentence),
            Reception.FromOurselves => Error(
                "Pages of this site need no trackback: their links are noticed by themselves."
            ),
            Reception.AddressTooLong => Error("The field url holds too long an address."),
            Reception.TooMany => TooMany(context, PingLimits.Minute),
            Reception.TooManyWait => TooMany(context, PingLimits.Hour),
            _ => Error("There is no such page here.", StatusCodes.Status404NotFound),
        };
    }

    /// <summary>People who open the address are shown the page; pings in the old manner, by GET, are not taken.</summary>
    public async Task<IResult> Get(HttpRequest request, LocalPage page, CancellationToken stop) =>
        request.Query.Keys.Any(IsField)
            ? Error("A trackback is sent by POST. Nothing was registered.")
        : await targets.Find(page, stop) is { } found ? new SeeOther(found.Page.Address)
        : Results.NotFound();

    private static bool IsField(string name) =>
        name.ToUpperInvariant() is "URL" or "TITLE" or "EXCERPT" or "BLOG_NAME";

    private IResult TooMany(HttpContext context, TimeSpan rest)
    {
        events.TooManyRequests(context.PageInLog(), "trackbacks");
        PingLimits.TellToWait(context, rest);
        return Error(SlowDown, StatusCodes.Status429TooManyRequests);
    }

    private static IResult Error(string sentence, int status = StatusCodes.Status200OK) =>
        Answer(TrackbackReply.Error(sentence), status);

    private static IResult Answer(string xml, int status) =>
        Results.Text(xml, TrackbackReply.ContentType, contentEncoding: null, status);
}
