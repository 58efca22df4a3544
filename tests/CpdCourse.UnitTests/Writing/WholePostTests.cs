using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Writing;

/// <summary>A post from another site with its whole text.</summary>
public sealed class WholePostTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly Rendered Beginning = new("<p>Soup</p>", "Soup", 1, 1);
    private static readonly Rendered Whole = new("<p>Soup and bread</p>", "Soup and br", 3, 1);

    [Fact]
    public void Its_text_and_its_words_are_all_there_and_lists_keep_the_excerpt()
    {
        var post = Elsewhere();

        post.ShowWhole(Whole, Now.AddDays(1));

        post.IsWhole.ShouldBeTrue();
        post.Rendered.ShouldBe(Whole with { Excerpt = "Soup" });
        post.UpdatedAt.ShouldBeNull("it says what it said before");
        post.TakeEvents().ShouldBe([new PostChanged(post.Id)]);
    }

    [Fact]
    public void The_same_text_again_changes_nothing_and_another_is_a_change()
    {
        var post = Elsewhere();
        post.ShowWhole(Whole, Now);
        post.TakeEvents();

        post.ShowWhole(Whole, Now.AddDays(1));
        (post.UpdatedAt, post.TakeEvents().Count).ShouldBe((null, 0));

        post.ShowWhole(Whole with { Html = "<p>Soup and salt</p>" }, Now.AddDays(2));
        (post.UpdatedAt, post.TakeEvents().Count).ShouldBe((Now.AddDays(2), 1));
    }

    [Fact]
    public void Of_its_whole_text_no_former_one_is_kept()
    {
        var post = Elsewhere();
        post.ShowWhole(Whole, Now);
        post.ShowWhole(Whole with { Html = "<p>Other</p>" }, Now);

        post.Revisions.ShouldBeEmpty();
        post.Text.ShouldBe("Soup");
    }

    [Fact]
    public void A_new_beginning_leaves_the_whole_text_until_that_comes()
    {
        var post = Elsewhere();
        post.ShowWhole(Whole, Now);

        post.FollowSource(Found("Stew"), new Rendered("<p>Stew</p>", "Stew", 1, 1), Now.AddDays(1));

        (post.Text, post.Rendered.Excerpt, post.Rendered.Html).ShouldBe(
            ("Stew", "Stew", Whole.Html)
        );
    }

    [Fact]
    public void Without_it_the_beginning_is_shown_as_before()
    {
        var post = Elsewhere();
        post.ShowBeginning(Beginning);
        post.TakeEvents().ShouldBeEmpty();
        post.ShowWhole(Whole, Now);
        post.TakeEvents();

        post.ShowBeginning(Beginning);

        (post.IsWhole, post.Rendered).ShouldBe((false, Beginning));
        post.TakeEvents().ShouldBe([new PostChanged(post.Id)]);
    }

    [Fact]
    public void A_post_that_was_written_here_has_its_own_text()
    {
        var post = Post.Begin(Id<Persona>.New(), 1, Now);

        post.ShowWhole(Whole, Now);

        (post.IsWhole, post.Rendered).ShouldBe((false, Rendered.Nothing));
    }

    [Fact]
    public void Where_readers_comment_is_one_of_the_answers()
    {
        var post = Elsewhere();
        post.TakeComments(CommentsAt.Here);

        post.TakeComments((CommentsAt)9).Refusal.ShouldBe(Refusals.ChooseOne);

        post.CommentsAt.ShouldBe(CommentsAt.Here);
    }

    private static Post Elsewhere()
    {
        var prepared = new Publication { Slug = "soup", Rendered = Beginning };
        var post = Post.FromElsewhere(Id<Persona>.New(), 1, Found("Soup"), prepared, Now);
        post.TakeEvents();
        return post;
    }

    private static ExternalPost Found(string words) =>
        new(new Uri("https://maria.example/soup"), "Soup", words, Now);
}
