using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Trackback;

namespace CpdCourse.UnitTests.Conversation;

public sealed class MentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly MentionWords Nothing = new();

    [Fact]
    public void F4_a_claim_is_not_believed()
    {
        var mention = Claimed();

        mention.Publish().Refusal.ShouldBe(Refusals.NotVerified);
        mention.State.ShouldBe(Moderation.Held);
    }

    [Fact]
    public void F4_a_verified_claim_of_a_stranger_waits_and_of_a_trusted_host_does_not()
    {
        var stranger = Claimed();
        stranger.Confirm(Nothing, trusted: false, Now);
        stranger.State.ShouldBe(Moderation.Held);
        stranger.Publish().IsDone.ShouldBeTrue();

        var known = Claimed();
        known.Confirm(Nothing, trusted: true, Now);
        known.State.ShouldBe(Moderation.Shown);
    }

    [Fact]
    public void What_the_claim_left_out_comes_from_the_page()
    {
        var mention = Mention.Claim(
            new Uri("https://a.example/x"),
            Target(),
            Protocol.Trackback,
            new MentionWords("Its own title"),
            Now
        );

        mention.Confirm(new MentionWords("Page title", "Some words", "A site"), false, Now);

        (mention.Title, mention.Excerpt, mention.Site).ShouldBe(
            ("Its own title", "Some words", "A site")
        );
    }

    [Fact]
    public void P1_2_15_a_claim_whose_page_never_links_here_is_dropped_after_the_last_look()
    {
        var mention = Claimed();

        for (var i = 1; i < Mention.TryLimit; i++)
        {
            mention.Doubt("no link", Now).ShouldBeTrue();
            mention.State.ShouldBe(Moderation.Held);
            mention.Problem.ShouldBe("no link");
        }

        mention.Doubt("no link", Now).ShouldBeFalse();
        mention.State.ShouldBe(Moderation.Withdrawn);
        mention.ClosedAt.ShouldBe(Now);
        mention.IsDoubted.ShouldBeTrue();
    }

    [Fact]
    public void A_mention_that_the_author_hid_is_theirs_to_show_again_and_an_organisers_is_not()
    {
        var mention = Claimed();
        mention.Hide(Now);
        mention.State.ShouldBe(Moderation.Held, "there is nothing to hide yet");
        mention.Confirm(Nothing, trusted: true, Now);

        mention.Hide(Now);
        (mention.State, mention.HiddenByAuthor, mention.ClosedAt).ShouldBe(
            (Moderation.Binned, true, Now)
        );
        mention.TakeEvents();
        mention.Unhide();
        (mention.State, mention.ClosedAt).ShouldBe((Moderation.Shown, null));
        mention.TakeEvents().ShouldBeEmpty("nobody is told of it twice");

        mention.Bin(Now);
        mention.Unhide();
        mention.State.ShouldBe(Moderation.Binned);
    }

    [Fact]
    public void A_dropped_claim_that_links_here_after_all_waits_from_when_it_was_noticed()
    {
        var mention = Claimed();
        for (var i = 0; i < Mention.TryLimit; i++)
        {
            mention.Doubt("no link", Now);
        }

        mention.Confirm(Nothing, trusted: false, Now.AddDays(9));

        mention.State.ShouldBe(Moderation.Held);
        mention.ClosedAt.ShouldBeNull();
    }

    [Fact]
    public void F4_a_shown_mention_whose_page_no_longer_links_is_taken_away()
    {
        var mention = Claimed();
        mention.Confirm(Nothing, true, Now);
        mention.TakeEvents();

        mention.Doubt("gone", Now);

        mention.State.ShouldBe(Moderation.Withdrawn);
        mention.ClosedAt.ShouldBe(Now);
    }

    [Fact]
    public void Found_to_link_here_it_says_so_once_whether_or_not_it_may_be_seen()
    {
        var mention = Claimed();
        mention.TakeEvents();

        mention.Confirm(Nothing, trusted: false, Now);
        mention.TakeEvents().ShouldBe([new MentionVerified(mention.Id)]);
        mention.Confirm(Nothing, trusted: true, Now);
        mention.TakeEvents().ShouldBe([new MentionConfirmed(mention.Id)]);
    }

    [Fact]
    public void P2_12_of_a_reply_1000_characters_are_shown_and_of_all_else_500()
    {
        foreach (var (kind, limit) in new[] { (MentionKind.Reply, 1000), (MentionKind.Like, 500) })
        {
            var mention = Claimed();
            mention.Confirm(new MentionWords("", Of(2000)) { Kind = kind }, false, Now);
            mention.Excerpt.Length.ShouldBe(limit);
        }
    }

    [Fact]
    public void A_reply_speaks_in_the_words_of_its_page()
    {
        var mention = Mention.Claim(
            new Uri("https://a.example/x"),
            Target(),
            Protocol.Trackback,
            new MentionWords("Pills", "Buy them", "Shop"),
            Now
        );

        mention.Confirm(
            new MentionWords("Notes", "I cooked", "a.example") { Kind = MentionKind.Reply },
            false,
            Now
        );

        (mention.Title, mention.Excerpt, mention.Site).ShouldBe(("Notes", "I cooked", "a.example"));
    }

    [Fact]
    public void The_name_from_an_authors_page_stays_until_another_author_is_named()
    {
        var mention = Claimed();
        var words = new MentionWords { Kind = MentionKind.Reply, AuthorUrl = "https://a.example/" };
        mention.Confirm(words, false, Now);
        mention.Sign("Amara");

        mention.Renew(words);
        mention.AuthorName.ShouldBe("Amara");
        mention.Renew(words with { AuthorUrl = "https://b.example/" });
        mention.AuthorName.ShouldBe("");
    }

    [Fact]
    public void C3_long_words_are_cut_and_controls_removed()
    {
        var mention = Mention.Claim(
            new Uri("https://a.example/x"),
            Target(),
            Protocol.Trackback,
            new MentionWords(new string('é', 400), "a\u202Eb\0c", ""),
            Now
        );

        mention.Title.Length.ShouldBe(Mention.TitleLimit);
        mention.Excerpt.ShouldBe("abc");
    }

    [Fact]
    public void C3_what_is_shown_of_a_mention_is_what_a_trackback_may_say()
    {
        (Mention.TitleLimit, Mention.ExcerptLimit, Mention.SiteLimit).ShouldBe((200, 500, 100));
        (
            TrackbackPing.TitleLimit,
            TrackbackPing.ExcerptLimit,
            TrackbackPing.BlogNameLimit
        ).ShouldBe((Mention.TitleLimit, Mention.ExcerptLimit, Mention.SiteLimit));
        foreach (var more in new[] { -1, 0, 1 })
        {
            var mention = Mention.Claim(
                new Uri("https://a.example/x"),
                Target(),
                Protocol.Trackback,
                new MentionWords(Of(200 + more), Of(500 + more), Of(100 + more)),
                Now
            );

            mention.Title.ShouldBe(more > 0 ? Of(199) + "…" : Of(200 + more));
            mention.Excerpt.ShouldBe(more > 0 ? Of(499) + "…" : Of(500 + more));
            mention.Site.ShouldBe(more > 0 ? Of(99) + "…" : Of(100 + more));
        }
    }

    private static string Of(int length) => new('é', length);

    private static MentionTarget Target() => new(Id<Post>.New(), null);

    private static Mention Claimed() =>
        Mention.Claim(new Uri("https://a.example/x#f"), Target(), Protocol.Trackback, Nothing, Now);
}
