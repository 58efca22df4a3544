using CpdCourse.Domain.Conversation;
using CpdCourse.Linking;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Linking.Pingback;
using CpdCourse.Linking.Trackback;
using CpdCourse.Linking.Webmention;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>How the same is said in each protocol, and what the answers mean.</summary>
internal static class Dialect
{
    public static FetchMessage Write(Protocol by, Saying saying) =>
        by switch
        {
            Protocol.Webmention => new FetchMessage(
                WebmentionRequest.MediaType,
                WebmentionForm.Encode(saying.Ping.Url, saying.Target)
            ),
            // WordPress rests a second, and then reads our page for up to ten.
            Protocol.Pingback => new FetchMessage(
                PingbackCall.ContentType,
                PingbackCall.Encode(saying.Ping.Url, saying.Target)
            )
            {
                IsCall = true,
            },
            _ => new FetchMessage(TrackbackForm.ContentType, TrackbackForm.Encode(saying.Ping)),
        };

    public static Telling Read(Protocol by, Fetched answer) =>
        by switch
        {
            Protocol.Webmention => Webmention(answer),
            Protocol.Pingback => Pingback(answer),
            _ => Trackback(answer),
        };

    public static string Number(Fetched answer) =>
        $"The other site answered with the number {answer.Status.ToString(Say.Culture)}.";

    // Webmention 3.1.3: any 2xx is a yes, and the status page of a 201 is its Location.
    private static Telling.Done Webmention(Fetched answer)
    {
        var words = IsText(answer) ? PageBytes.Decode(answer.Body, answer.ContentType) : "";
        if (!answer.IsSuccess)
        {
            var reason = string.IsNullOrWhiteSpace(words) ? Number(answer) : words;
            return new Telling.Done(Delivery.Refused, reason, Protocol.Webmention);
        }

        return new Telling.Done(Delivery.Accepted, words, Protocol.Webmention)
        {
            Status = Status(answer),
        };
    }

    private static Uri? Status(Fetched answer) =>
        answer.Status == StatusCodes.Status201Created
        && answer.Headers.First("Location") is { Length: > 0 } place
            ? WebAddress.Read(WebAddress.Resolve(answer.FinalUrl, place)?.AbsoluteUri)
            : null;

    private static Telling Pingback(Fetched answer) =>
        PingbackReply.Read(answer.Body, answer.ContentType) switch
        {
            { IsTaken: true } yes => new Telling.Done(
                Delivery.Accepted,
                yes.Message,
                Protocol.Pingback
            ),
            { Fault: { } passing } no when PingbackFault.IsPassing(passing) => new Telling.Trouble(
                Words(no),
                Protocol.Pingback
            ),
            { } no => new Telling.Done(Delivery.Refused, Words(no), Protocol.Pingback),
            null => new Telling.Done(
                Delivery.Refused,
                answer.IsSuccess ? "The other site's answer makes no sense." : Number(answer),
                Protocol.Pingback
            ),
        };

    private static string Words(PingbackAnswer no) =>
        no.Message.Length > 0 ? no.Message : PingbackFault.Meaning(no.Fault ?? 0);

    private static Telling.Done Trackback(Fetched answer)
    {
        var reply = TrackbackReply.Read(PageBytes.Decode(answer.Body, answer.ContentType));
        return reply.IsKnown || (reply.Accepted && answer.IsSuccess)
            ? new Telling.Done(Delivery.Accepted, reply.Message, Protocol.Trackback)
            : new Telling.Done(
                Delivery.Refused,
                reply.Message.Length > 0 ? reply.Message : Number(answer),
                Protocol.Trackback
            );
    }

    private static bool IsText(Fetched answer) =>
        answer.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) is true;
}
