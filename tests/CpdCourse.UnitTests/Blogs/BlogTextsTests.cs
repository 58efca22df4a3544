using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Blogs;

/// <summary>How much of the posts of a blog is shown here.</summary>
public sealed class BlogTextsTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 13, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Unless_its_owner_says_otherwise_it_is_their_beginning() =>
        Proven().ShowsWhole.ShouldBeFalse();

    [Fact]
    public void For_the_whole_texts_it_is_read_anew_though_nothing_in_it_is_new()
    {
        var blog = Proven();
        blog.Read("\"1\"", "then", null, null, Now);

        blog.Show(TextShown.Whole, Now.AddMinutes(1)).IsDone.ShouldBeTrue();

        blog.ShowsWhole.ShouldBeTrue();
        (blog.NextAt, blog.ETag, blog.LastModified).ShouldBe((Now.AddMinutes(1), null, null));
        blog.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_chosen_already_changes_nothing()
    {
        var blog = Proven();
        blog.Show(TextShown.Beginning, Now).IsDone.ShouldBeTrue();
        blog.TakeEvents().ShouldBeEmpty();
        blog.Show(TextShown.Whole, Now);
        blog.Read("\"1\"", "then", null, null, Now);

        blog.Show(TextShown.Whole, Now).IsDone.ShouldBeTrue();

        blog.ETag.ShouldBe("\"1\"");
    }

    [Fact]
    public void A_blog_of_which_nobody_knows_whose_it_is_shows_no_whole_texts()
    {
        var blog = Found();
        blog.Show(TextShown.Whole, Now).Refusal.ShouldBe(Refusals.BlogNotProven);
        blog.Follow(Now);
        blog.Show(TextShown.Whole, Now).Refusal.ShouldBe(Refusals.BlogNotProven);

        (blog.Shows, blog.ShowsWhole).ShouldBe((TextShown.Beginning, false));
    }

    [Fact]
    public void A_blog_that_is_found_to_be_another_shows_them_no_longer()
    {
        var blog = Proven();
        blog.Show(TextShown.Whole, Now);
        var feed = new Uri("https://other.example/feed");
        blog.Find(new FoundBlog(new Uri("https://other.example/"), feed, "S", []));
        blog.TakeEvents().ShouldContain(new BlogTextsUnwanted(blog.Id));

        blog.Prove(BlogProof.Link, Now);

        blog.ShowsWhole.ShouldBeFalse("its owner has not said so of this one");
    }

    [Fact]
    public void When_they_are_no_longer_wanted_they_go()
    {
        var blog = Proven();
        blog.Show(TextShown.Whole, Now);

        blog.Show(TextShown.Beginning, Now).IsDone.ShouldBeTrue();

        blog.ShowsWhole.ShouldBeFalse();
        blog.TakeEvents().ShouldBe([new BlogTextsUnwanted(blog.Id)]);
    }

    [Fact]
    public void A_blog_that_is_left_alone_is_not_read_for_them()
    {
        var blog = Proven();
        blog.Rest("Let it be.");

        blog.Show(TextShown.Whole, Now).IsDone.ShouldBeTrue();

        (blog.ShowsWhole, blog.NextAt).ShouldBe((true, null));
        blog.LookForTexts(Now).ShouldBeFalse();
    }

    [Fact]
    public void An_answer_to_a_question_that_was_asked_before_them_is_no_answer()
    {
        var blog = Proven();
        blog.Read("\"1\"", "then", null, null, Now);
        blog.TakeTurn(Now.AddHours(1));
        blog.Show(TextShown.Whole, Now.AddHours(1));

        blog.ReadNothingNew("\"1\"", "then", Now.AddHours(1));

        (blog.NextAt, blog.ETag, blog.LastModified).ShouldBe((Now.AddHours(1), null, null));
    }

    [Fact]
    public void What_is_none_of_the_answers_is_refused()
    {
        var blog = Proven();
        blog.TakeComments(CommentsAt.Here);

        blog.Show((TextShown)9, Now).Refusal.ShouldBe(Refusals.ChooseOne);
        blog.TakeComments((CommentsAt)9).Refusal.ShouldBe(Refusals.ChooseOne);

        (blog.Shows, blog.CommentsAt).ShouldBe((TextShown.Beginning, CommentsAt.Here));
    }

    private static Blog Proven()
    {
        var blog = Found();
        blog.Follow(Now);
        blog.Prove(BlogProof.Link, Now);
        blog.TakeEvents();
        return blog;
    }

    private static Blog Found()
    {
        var blog = Blog.Ask(Id<Persona>.New(), new Uri("https://maria.example/"), Now);
        var feed = new Uri("https://maria.example/feed");
        blog.Find(new FoundBlog(new Uri("https://maria.example/"), feed, "S", []));
        return blog;
    }
}
