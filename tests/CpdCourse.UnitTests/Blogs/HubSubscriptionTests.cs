using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;

namespace CpdCourse.UnitTests.Blogs;

/// <summary>What we want of a hub, and what it may confirm (WebSub 5; protocols 7).</summary>
public sealed class HubSubscriptionTests
{
    private const string Topic = "https://maria.example/feed";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = HubSubscription.Lease;

    [Fact]
    public void S7_7_only_what_was_asked_for_is_confirmed()
    {
        var kept = Wanted();
        kept.Agree(Topic, Lease, Now).ShouldBeFalse("nobody has asked yet");
        kept.Deny(Topic, Now).ShouldBeFalse();

        kept.TakeTurn(Now);
        kept.Agree(Topic + "/", Lease, Now).ShouldBeFalse();
        kept.AgreeToPart(Topic, Now).ShouldBeFalse();
        kept.Agree(Topic, Lease, Now.AddHours(25)).ShouldBeFalse();
        kept.IsActive(Now).ShouldBeFalse();

        kept.Agree(Topic, Lease, Now.AddHours(1)).ShouldBeTrue();
        kept.IsActive(Now.AddDays(10)).ShouldBeTrue();
        kept.IsActive(Now.AddDays(11)).ShouldBeFalse();
    }

    [Fact]
    public void S7_9_a_promise_is_renewed_before_it_ends_and_no_promise_is_for_ever()
    {
        var kept = Agreed(Lease);
        kept.NextAt.ShouldBe(Now.AddDays(8));

        Agreed(TimeSpan.FromDays(4_000)).EndsAt.ShouldBe(Now.AddDays(30));
        Agreed(TimeSpan.FromSeconds(1)).NextAt.ShouldBe(Now.AddHours(1));
    }

    [Fact]
    public void S7_9_a_hub_that_is_silent_is_asked_later_and_later_up_to_a_week()
    {
        var kept = Wanted();
        var rests = new List<double>();
        var at = Now;
        for (var i = 0; i < 12; i++)
        {
            kept.TakeTurn(at);
            rests.Add((kept.NextAt - at).TotalHours);
            at = kept.NextAt;
        }

        rests.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 168, 168, 168, 168]);
    }

    [Fact]
    public void S7_9_a_hub_that_does_not_want_to_is_asked_again_after_a_week()
    {
        var kept = Agreed(Lease);

        kept.Deny("https://other.example/", Now).ShouldBeFalse();
        kept.Deny(Topic, Now).ShouldBeTrue();

        kept.IsActive(Now).ShouldBeFalse();
        kept.NextAt.ShouldBe(Now.AddDays(7));
        kept.Agree(Topic, Lease, Now).ShouldBeFalse();
        kept.TakeTurn(Now.AddDays(7));
        kept.Agree(Topic, Lease, Now.AddDays(7)).ShouldBeTrue();
    }

    [Fact]
    public void S7_6_a_hub_is_asked_three_times_to_stop()
    {
        Wanted().Leave(Now).ShouldBeFalse("it never promised anything");

        var kept = Agreed(Lease);
        kept.Leave(Now).ShouldBeTrue();
        kept.Blog.ShouldBeNull();
        kept.AgreeToPart(Topic, Now.AddDays(2)).ShouldBeFalse("it was asked about something else");
        for (var i = 0; i < HubSubscription.PartingTries; i++)
        {
            kept.IsOver.ShouldBeFalse();
            kept.TakeTurn(Now);
        }

        kept.AgreeToPart(Topic, Now).ShouldBeTrue();
        kept.Agree(Topic, Lease, Now).ShouldBeFalse();
        kept.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void S7_9_a_hub_is_relied_on_once_it_has_told_and_while_it_misses_nothing()
    {
        var kept = Agreed(Lease);
        kept.IsReliable(Now).ShouldBeFalse();

        kept.Hear(Now);
        kept.IsReliable(Now).ShouldBeTrue();
        kept.IsReliable(Now.AddDays(11)).ShouldBeFalse();

        kept.Miss();
        kept.IsReliable(Now).ShouldBeFalse();
        kept.Hear(Now);
        kept.IsReliable(Now).ShouldBeTrue();
    }

    [Fact]
    public void S7_6_the_address_and_the_secret_are_of_each_alone_and_say_nothing()
    {
        var (one, other) = (Wanted(), Wanted());

        one.Token.ShouldNotBe(other.Token);
        one.Secret.ShouldNotBe(other.Secret);
        one.Token.Length.ShouldBe(40);
        one.Secret.Length.ShouldBeLessThan(200);
    }

    private static HubSubscription Wanted() =>
        HubSubscription.To(Id<Blog>.New(), new("https://hub.example/"), new(Topic), Now);

    private static HubSubscription Agreed(TimeSpan lease)
    {
        var kept = Wanted();
        kept.TakeTurn(Now);
        kept.Agree(Topic, lease, Now).ShouldBeTrue();
        return kept;
    }
}
