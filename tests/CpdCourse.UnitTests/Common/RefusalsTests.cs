using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Common;

/// <summary>What the verbs refuse that no other test looks at.</summary>
public sealed class RefusalsTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly Publication Prepared = new()
    {
        Slug = "soup",
        Rendered = Rendered.Nothing,
    };
    private static readonly CommentWords Words = new("Good", Rendered.Nothing);

    [Fact]
    public void A_draft_takes_no_comments()
    {
        var draft = Post.Begin(Id<Persona>.New(), 1, Now);

        Refused(draft, new CommentWriter(null, "Ann")).ShouldBe(Refusals.NoSuchPost);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200D\u2060 ")]
    public void A_visitor_signs_a_comment_with_a_name(string name) =>
        Refused(Published(), new CommentWriter(null, name)).ShouldBe(Refusals.CommentNeedsName);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("example.org")]
    public void A_visitors_site_is_a_whole_web_address(string site) =>
        Refused(Published(), new CommentWriter(null, "Ann", Site: site))
            .ShouldBe(Refusals.SiteAddress);

    [Fact]
    public void A_comment_taken_back_is_not_published()
    {
        var comment = Comment
            .Write(
                Published().PlaceComment(),
                new CommentWriter(null, "Ann"),
                Words,
                known: false,
                Now
            )
            .Comment!;
        comment.TakeBack(Now);

        comment.Publish().Refusal.ShouldBe(Refusals.TakenBack);
        comment.Hold().Refusal.ShouldBe(Refusals.TakenBack);
    }

    [Fact]
    public void A_post_from_another_site_is_not_edited_here()
    {
        var found = new ExternalPost(new Uri("https://a.example/x"), "Soup", "Soup", Now);
        var post = Post.FromElsewhere(Id<Persona>.New(), 1, found, Prepared, Now);

        post.SaveDraft(new Draft { Text = "Stew" }, post.Version, Now)
            .Refusal.ShouldBe(Refusals.WrittenElsewhere);
    }

    [Fact]
    public void A_draft_has_at_most_ten_trackback_addresses()
    {
        var typed = new Draft
        {
            Trackbacks = [.. Enumerable.Range(1, 11).Select(n => $"https://a.example/{n}")],
        };

        Post.Begin(Id<Persona>.New(), 1, Now)
            .SaveDraft(typed, 0, Now)
            .Refusal.ShouldBe(Refusals.TooManyTrackbacks);
    }

    [Fact]
    public void A_Thing_has_at_most_twenty_questions()
    {
        var text = new ThingText
        {
            Title = "Networks",
            Prompts =
            [
                .. Enumerable.Range(1, 21).Select(n => new PromptLine(null, $"Why {n}?", [])),
            ],
        };

        new Course("23 Things")
            .AddThing(1)
            .Revise(text, 0, Now)
            .Refusal.ShouldBe(Refusals.TooManyPrompts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void C3_a_persona_has_a_name_of_at_most_60_characters(int length)
    {
        var details = new PersonaDetails(new string('a', length), "", "", "", true, true);

        new Persona("maria", "Maria", Now).Describe(details).Refusal.ShouldBe(Refusals.PersonaName);
    }

    private static Refusal? Refused(Post post, CommentWriter writer) =>
        Comment.Write(post.PlaceComment(), writer, Words, known: false, Now).Outcome.Refusal;

    private static Post Published()
    {
        var post = Post.Begin(Id<Persona>.New(), 1, Now);
        post.SaveDraft(new Draft { Text = "Soup" }, 0, Now);
        post.Publish(Prepared, Now);
        return post;
    }
}
