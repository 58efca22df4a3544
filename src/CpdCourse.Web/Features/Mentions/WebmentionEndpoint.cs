using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Webmention;
using CpdCourse.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Where other sites say that they link to a page of ours (Webmention 3.2): answers at once with an address that tells what became of it, reads no cookie and
/// believes nothing. A page that is hidden answers like one that never was.
/// </summary>
internal sealed class WebmentionEndpoint(
    ReceiveMention receive,
    PingLimits limits,
    LinkingSettings linking,
    SiteSettings site,
    SecurityLog events
)
{
    private const string NoSuchPage = "The field target names no page here that takes webmentions.";

    public async Task<IResult> Post(HttpContext context, CancellationToken stop)
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
            return Refused(
                $"A webmention is sent as {WebmentionRequest.MediaType}.",
                StatusCodes.Status415UnsupportedMediaType
            );
        }

        var form = await context.Request.ReadFormAsync(stop);
        var request = WebmentionRequest.Read(form["source"], form["target"]);
        return !request.IsMention ? Refused(request.Error)
            : LocalPage.Read(request.Target, site.Base) is { } page
                ? Answer(context, await Take(page, request.Source, stop))
            : Refused(NoSuchPage);
    }

    private Task<Received> Take(LocalPage page, Uri source, CancellationToken stop) =>
        receive.Take(page, new MentionSaid(source, Protocol.Webmention, new MentionWords()), stop);

    private IResult Answer(HttpContext context, Received received) =>
        received.Reception switch
        {
            Reception.Taken when received.Mention is { } mention => Taken(
                context,
                Addresses.WebmentionState(mention.Value)
            ),
            Reception.FromOurselves => Refused(
                "Pages of this site need no webmention: their links are noticed by themselves."
            ),
            Reception.AddressTooLong => Refused("The field source holds too long an address."),
            Reception.TooMany => TooMany(context, PingLimits.Minute),
            Reception.TooManyWait => TooMany(context, PingLimits.Hour),
            _ => Refused(NoSuchPage),
        };

    // Programs are told where to look, people are taken there.
    private IResult Taken(HttpContext context, string state)
    {
        if (context.Request.Headers["Sec-Fetch-Mode"] == "navigate")
        {
            return new SeeOther(state);
        }

        var address = site.Absolute(state).AbsoluteUri;
        context.Response.Headers.Location = address;
        return Text(
            $"Thank you. The page will be looked at soon; what came of it: {address}",
            StatusCodes.Status201Created
        );
    }

    private IResult TooMany(HttpContext context, TimeSpan rest)
    {
        events.TooManyRequests(context.PageInLog(), "webmentions");
        PingLimits.TellToWait(context, rest);
        return Text(
            "Too many webmentions in a short time. Try again later.",
            StatusCodes.Status429TooManyRequests
        );
    }

    private static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(WebmentionRequest.MediaType, StringComparison.OrdinalIgnoreCase);

    private static IResult Refused(string sentence, int status = StatusCodes.Status400BadRequest) =>
        Text(sentence, status);

    private static IResult Text(string sentence, int status) =>
        Results.Text(sentence + "\n", "text/plain; charset=utf-8", contentEncoding: null, status);
}
