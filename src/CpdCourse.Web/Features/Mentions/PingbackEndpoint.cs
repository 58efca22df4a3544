using CpdCourse.Domain.Conversation;
using CpdCourse.Linking;
using CpdCourse.Linking.Pingback;
using CpdCourse.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Where other blogs call pingback.ping (Pingback 1.0). The answer says what the page was found to be if that is known within a moment, and "queued" if not.
/// It reads no cookie, knows no other method, and says the same of every page that cannot be read. A page here that is hidden answers like one that never was.
/// </summary>
internal sealed class PingbackEndpoint(
    ReceiveMention receive,
    AwaitLook looks,
    PingLimits limits,
    LinkingSettings linking,
    SecurityLog events
)
{
    public async Task<IResult> Post(HttpContext context, CancellationToken stop)
    {
        if (!linking.Pingback.Receive)
        {
            return Answer(PingbackFault.NoAccess("This site takes no pingbacks."));
        }

        if (!limits.MaySend(ServerHosting.Network(context), out _))
        {
            return TooMany(context);
        }

        if (!IsXml(context.Request))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await SentBytes.Read(context.Request, PingbackCall.MaxBytes, stop);
        var call = PingbackCall.Read(body.Span, context.Request.ContentType);
        return !call.IsPing ? Answer(call.Fault)
            : WebAddress.Read(call.Target) is not { } target ? Answer(PingbackFault.WrongTarget)
            : WebAddress.Read(call.Source) is not { } source ? Answer(PingbackFault.NoSource)
            : await Take(context, source, target, stop);
    }

    private async Task<IResult> Take(
        HttpContext context,
        Uri source,
        Uri target,
        CancellationToken stop
    )
    {
        var said = new MentionSaid(source, Protocol.Pingback, new MentionWords());
        var received = await receive.Take(target, said, stop);
        return received.Reception switch
        {
            Reception.Taken => await Found(received, stop),
            Reception.NoSuchPage => Answer(PingbackFault.NoTarget),
            Reception.FromOurselves => Answer(
                PingbackFault.NoAccess(
                    "Pages of this site need no pingback: their links are noticed by themselves."
                )
            ),
            Reception.Blocked => Answer(PingbackFault.NoAccess(BlockedSites.Sentence)),
            Reception.AddressTooLong => Answer(PingbackFault.NoSource),
            Reception.TooMany or Reception.TooManyWait => TooMany(context),
            _ => Answer(PingbackFault.WrongTarget),
        };
    }

    private async Task<IResult> Found(Received received, CancellationToken stop)
    {
        var mention = received.Mention!.Value;
        if (
            !received.IsLookedAt
            && await looks.Now(mention, received.LooksBefore, stop) is Look.Links
        )
        {
            return Answer(PingbackFault.KnownAlready);
        }

        return await looks.At(mention, received.LooksBefore, stop) switch
        {
            Look.Links => Thanks("Thank you. Your page links here."),
            Look.NoLink => Answer(PingbackFault.NoLink),
            Look.Unread => Answer(PingbackFault.NoSource),
            _ => Thanks("Thank you. Your page is queued: it will be looked at soon."),
        };
    }

    private static bool IsXml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Value is { } media
        && media.ToUpperInvariant() is "TEXT/XML" or "APPLICATION/XML";

    private IResult TooMany(HttpContext context)
    {
        events.TooManyRequests(context.PageInLog(), "pingbacks");
        return Answer(
            PingbackFault.NoAccess("Too many pingbacks in a short time. Try again later.")
        );
    }

    private static IResult Answer(PingbackFault fault) => Xml(PingbackReply.Of(fault));

    private static IResult Thanks(string sentence) => Xml(PingbackReply.Thanks(sentence));

    private static IResult Xml(string xml) =>
        Results.Text(xml, PingbackReply.ContentType, contentEncoding: null);
}
