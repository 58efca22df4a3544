using CpdCourse.Domain.Conversation;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What became of telling another site, in words for the author.</summary>
internal static class OutgoingLinks
{
    /// <summary>A page of ours needs no sending, and what was taken or is on its way is not sent twice.</summary>
    public static bool MayBeSentAgain(this OutgoingLink link) =>
        link.Protocol is not Protocol.Local
        && link.State
            is Delivery.Refused
                or Delivery.NoEndpoint
                or Delivery.Unreachable
                or Delivery.Unwanted;

    public static string Words(this OutgoingLink link) =>
        link switch
        {
            { State: Delivery.Accepted, Told: OutgoingLink.Gone } =>
                "Told that the post is gone, and it took it",
            { State: Delivery.Accepted } => "Told, and it took it",
            { State: Delivery.Refused } => "Told, and it did not take it",
            { State: Delivery.NoEndpoint } => "Offers no way to be told",
            { State: Delivery.Unwanted } => "Not told, as you wished",
            { State: Delivery.Unreachable } => "Could not be reached",
            { TriedAt: not null, Answer.Length: > 0 } =>
                "Could not be reached yet; we will try again",
            _ => "Will be told in a moment",
        };
}
