using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Writing;

public sealed class PostTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly Publication Prepared = new()
    {
        Slug = "soup",
        Rendered = new Rendered("<p>Soup</p>", "Soup", 1, 1),
    };

    [Fact]
    public void An_empty_post_is_refused()
    {
        var post = Drafted(" \n");

        post.Publish(Prepared, Now).Refusal.ShouldBe(Refusals.NothingToPublish);
    }

    [Fact]
    public void Publishing_shows_the_draft_and_raises_one_event()
    {
        var post = Drafted("Soup");

        post.Publish(Prepared, Now).IsDone.ShouldBeTrue();

        (post.State, post.Text, post.Slug, post.Draft).ShouldBe(
            (PostState.Published, "Soup", "soup", null)
        );
        post.TakeEvents().ShouldBe([new PostPublished(post.Id)]);
    }

    [Fact]
    public void Publishing_what_is_published_does_nothing()
    {
        var post = Published();

        post.Publish(Prepared, Now.AddDays(1)).IsDone.ShouldBeTrue();

        post.TakeEvents().ShouldBeEmpty();
        post.ArrivedAt.ShouldBe(Now);
    }

    [Fact]
    public void Changing_a_published_post_keeps_its_address_and_arrival()
    {
        var post = Published();
        post.SaveDraft(new Draft { Title = "Stew", Text = "Stew" }, post.Version, Now.AddDays(1));

        post.Text.ShouldBe("Soup");
        post.Publish(Prepared with { Slug = "stew" }, Now.AddDays(2));

        (post.Slug, post.Text, post.ArrivedAt, post.UpdatedAt).ShouldBe(
            ("soup", "Stew", Now, Now.AddDays(2))
        );
        post.TakeEvents().ShouldBe([new PostChanged(post.Id)]);
        post.Revisions.Select(r => r.Text).ShouldBe(["Soup", "Stew"]);
    }

    [Fact]
    public void R7_a_save_that_knows_an_older_version_overwrites_nothing_and_loses_nothing()
    {
        var post = Drafted("First");
        var seen = post.Version;
        post.SaveDraft(new Draft { Text = "From the desk" }, seen, Now);

        var outcome = post.SaveDraft(new Draft { Text = "From the telephone" }, seen, Now);

        outcome.Refusal.ShouldBe(Refusals.ChangedMeanwhile);
        post.Draft!.Text.ShouldBe("From the desk");
        post.Revisions.Select(r => r.Text).ShouldBe(["From the desk", "From the telephone"]);
    }

    [Fact]
    public void Saving_what_is_kept_already_changes_nothing_whichever_version_it_knows()
    {
        var post = Drafted("Soup");
        var typed = new Draft { Title = "Soup", Text = "Soup\n" };
        post.SaveDraft(typed, post.Version, Now);
        var version = post.Version;

        post.SaveDraft(typed, version, Now).IsDone.ShouldBeTrue();
        post.SaveDraft(typed, version - 1, Now).IsDone.ShouldBeTrue();
        post.Publish(Prepared, Now);
        post.SaveDraft(typed, version - 1, Now).IsDone.ShouldBeTrue();

        post.Draft.ShouldBeNull();
        post.Revisions.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("audience")]
    [InlineData("title")]
    [InlineData("things")]
    [InlineData("categories")]
    [InlineData("author")]
    public void The_same_text_with_another_choice_is_not_the_same(string what)
    {
        var post = Drafted("Soup");
        var same = post.Draft!;
        var other = what switch
        {
            "audience" => same with { Audience = Audience.Me },
            "title" => same with { Title = "Another" },
            "things" => same with { Things = [12] },
            "categories" => same with { Categories = ["Soup"] },
            _ => same,
        };
        var author = what == "author" ? Id<Persona>.New() : post.Author;

        post.SaveDraft(other, post.Version - 1, Now, author)
            .Refusal.ShouldBe(Refusals.ChangedMeanwhile);
        post.Author.ShouldNotBe(what == "author" ? author : default);
        post.SaveDraft(other, post.Version, Now, author).IsDone.ShouldBeTrue();
        post.Draft.ShouldBe(other.Normal(), new SameDraft());
        post.Author.ShouldBe(author);
    }

    [Fact]
    public void A_published_post_saved_unchanged_has_no_draft_and_publishing_it_raises_nothing()
    {
        var post = Published();
        var same = post.InHand([]);

        post.SaveDraft(same, post.Version, Now.AddDays(1)).IsDone.ShouldBeTrue();
        post.SaveDraft(same with { Text = "Stew" }, post.Version, Now.AddDays(1));
        post.SaveDraft(same, post.Version, Now.AddDays(1)).IsDone.ShouldBeTrue();
        post.Publish(Prepared, Now.AddDays(2)).IsDone.ShouldBeTrue();

        (post.Draft, post.UpdatedAt).ShouldBe((null, null));
        post.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void Publishing_a_withdrawn_post_unchanged_brings_it_back()
    {
        var post = Published();
        post.Withdraw(Now);
        post.TakeEvents();

        post.SaveDraft(post.InHand([]), post.Version, Now).IsDone.ShouldBeTrue();
        post.Publish(Prepared, Now.AddDays(1)).IsDone.ShouldBeTrue();

        post.IsPublic.ShouldBeTrue();
        post.TakeEvents().ShouldBe([new PostPublished(post.Id)]);
    }

    [Theory]
    [InlineData(Audience.Me, Audience.Course, true)]
    [InlineData(Audience.Course, Audience.Everyone, true)]
    [InlineData(Audience.Me, Audience.Everyone, true)]
    [InlineData(Audience.Everyone, Audience.Course, false)]
    [InlineData(Audience.Course, Audience.Course, false)]
    public void A_post_arrives_on_the_day_more_people_may_read_it(
        Audience before,
        Audience after,
        bool arrives
    )
    {
        var post = Drafted("Soup");
        post.SaveDraft(post.Draft! with { Audience = before }, post.Version, Now);
        post.Publish(Prepared, Now);
        var later = Now.AddDays(21);

        post.SaveDraft(
            post.InHand([]) with
            {
                Audience = after,
                Text = "More",
            },
            post.Version,
            later
        );
        post.Publish(Prepared, later);

        post.ArrivedAt.ShouldBe(arrives ? later : Now);
    }

    [Fact]
    public void Asides_are_bounded()
    {
        var post = Drafted("First");
        for (var i = 0; i < 50; i++)
        {
            post.SaveDraft(new Draft { Text = $"Text {i}" }, -1, Now);
        }

        post.Revisions.Count.ShouldBe(Post.AsideLimit);
        post.Revisions[^1].Text.ShouldBe("Text 49");
    }

    [Fact]
    public void A_withdrawn_post_comes_back_as_it_was()
    {
        var post = Published();

        post.Withdraw(Now);
        post.Withdraw(Now);
        post.Restore();

        post.IsPublic.ShouldBeTrue();
        post.TakeEvents().ShouldBe([new PostWithdrawn(post.Id), new PostPublished(post.Id)]);
    }

    [Fact]
    public void A_post_that_was_private_arrives_on_the_day_it_is_shown()
    {
        var post = Drafted("Soup", Audience.Me);
        post.Publish(Prepared, Now);
        post.SaveDraft(new Draft { Text = "Soup" }, post.Version, Now);

        post.Publish(Prepared, Now.AddDays(9));

        (post.WrittenAt, post.ArrivedAt).ShouldBe((Now, Now.AddDays(9)));
    }

    [Fact]
    public void Nobody_changes_persona_after_publishing()
    {
        Published().WriteAs(Id<Persona>.New()).Refusal.ShouldBe(Refusals.AuthorStays);
    }

    [Theory]
    [InlineData(50_000, true)]
    [InlineData(50_001, false)]
    public void C3_a_text_may_have_50_000_characters(int length, bool fits)
    {
        var outcome = Post.Begin(Id<Persona>.New(), 1, Now)
            .SaveDraft(new Draft { Text = new string('x', length) }, 0, Now);

        outcome.IsDone.ShouldBe(fits);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:secret@example.org/")]
    public void A_trackback_address_must_be_a_web_address(string typed)
    {
        var outcome = Post.Begin(Id<Persona>.New(), 1, Now)
            .SaveDraft(new Draft { Trackbacks = [typed] }, 0, Now);

        outcome.Refusal!.Code.ShouldBe("trackback-address");
    }

    [Fact]
    public void One_response_for_a_Thing_however_often_it_is_published()
    {
        var thing = new Course("Course").AddThing(12);
        var post = Drafted("Soup");
        post.Publish(Prepared with { Things = [thing] }, Now);
        post.SaveDraft(new Draft { Text = "Stew" }, post.Version, Now);
        post.Publish(Prepared with { Things = [thing] }, Now);

        post.Responses.Single().Thing.ShouldBe(thing.Id);
    }

    private static Post Drafted(string text, Audience audience = Audience.Everyone)
    {
        var post = Post.Begin(Id<Persona>.New(), 1, Now);
        post.SaveDraft(
            new Draft
            {
                Title = "Soup",
                Text = text,
                Audience = audience,
            },
            0,
            Now
        );
        return post;
    }

    private static Post Published()
    {
        var post = Drafted("Soup");
        post.Publish(Prepared, Now);
        post.TakeEvents();
        return post;
    }

    private sealed class SameDraft : IEqualityComparer<Draft?>
    {
        public bool Equals(Draft? x, Draft? y) => x is not null && y is not null && x.Says(y);

        public int GetHashCode(Draft? obj) => 0;
    }
}
