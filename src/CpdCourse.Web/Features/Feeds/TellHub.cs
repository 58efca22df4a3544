using System.Text;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>Asks for the hub to be told that a feed has changed.</summary>
/// <param name="Feed">Its local address.</param>
internal sealed record HubTopic(string Feed);

/// <summary>Tells the WebSub hub of one feed, within the limits for strangers' servers. A hub that does not take it is told again like any other job.</summary>
internal sealed class TellHub(SafeFetcher fetcher, HubDesk desk) : ITask<HubTopic>
{
    private const string Form = "application/x-www-form-urlencoded";

    public async Task Run(HubTopic payload, CancellationToken stop)
    {
        if (desk.Hub is not { } hub)
        {
            // It was taken out of the settings since.
            return;
        }

        var body = Encoding.ASCII.GetBytes(
            $"hub.mode=publish&hub.url={Uri.EscapeDataString(desk.Topic(payload).AbsoluteUri)}"
        );
        var told = await fetcher
            .Post(hub, new FetchMessage(Form, body), stop)
            .OrPostpone(whenBusy: FetchRates.Apart);
        switch (told)
        {
            case Fetched { IsSuccess: false } answer:
                throw new InvalidOperationException($"The hub answered {answer.Status}.");
            case FetchRefusal refusal:
                throw new InvalidOperationException($"The hub was not told. {refusal.Sentence}");
        }
    }
}

/// <summary>The hub, and the addresses by which it knows our feeds.</summary>
internal sealed class HubDesk(SiteSettings site, LinkingSettings linking)
{
    public Uri? Hub => linking.HubAddress;

    public Uri Topic(HubTopic topic) => site.Absolute(topic.Feed);
}
