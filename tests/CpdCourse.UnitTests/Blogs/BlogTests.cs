using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;

namespace CpdCourse.UnitTests.Blogs;

public sealed class BlogTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 13, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://maria.example/", "https://maria.example/soup", true)]
    [InlineData("https://maria.example/", "http://www.maria.example/soup", true)]
    [InlineData("https://maria.example/", "https://tom.example/soup", false)]
    [InlineData("https://maria.example/", "https://maria.example:8443/soup", false)]
    [InlineData("https://maria.example/", "https://maria.example.evil.example/soup", false)]
    [InlineData("https://host.example/maria/", "https://host.example/maria/soup", true)]
    [InlineData("https://host.example/maria", "https://host.example/maria/soup", true)]
    [InlineData("https://host.example/maria", "https://host.example/maria", true)]
    [InlineData("https://host.example/maria", "https://host.example/marianne/soup", false)]
    [InlineData("https://host.example/maria/", "https://host.example/tom/soup", false)]
    [InlineData("https://host.example/@maria", "https://host.example/@maria/soup-12ab", true)]
    [InlineData("https://host.example/blog/index.html", "https://host.example/blog/soup", true)]
    [InlineData("https://host.example/blog/index.html", "https://host.example/shop", false)]
    [InlineData("https://host.example/maria.html", "https://host.example/tom.html", false)]
    [InlineData("https://host.example/maria.html", "https://host.example/maria.html", true)]
    [InlineData("https://host.example/?user=maria", "https://host.example/?user=tom", false)]
    [InlineData("https://host.example/?user=maria", "http://host.example/?user=maria", true)]
    [InlineData("https://host.example/?user=maria", "https://host.example/soup", false)]
    [InlineData("https://host.example/maria/", "https://host.example/maria/../tom/soup", false)]
    public void A_page_belongs_to_the_blog_below_whose_first_page_it_lies(
        string home,
        string page,
        bool isIts
    ) => Found(home).Holds(new Uri(page)).ShouldBe(isIts);

    [Fact]
    public void Nothing_belongs_to_a_blog_that_was_not_found() =>
        Asked().Holds(new Uri("https://maria.example/soup")).ShouldBeFalse();

    [Fact]
    public void The_first_proof_counts()
    {
        var blog = Found("https://maria.example/");
        blog.Prove(BlogProof.Link, Now);
        blog.Prove(BlogProof.Organiser, Now.AddDays(1));

        (blog.Proof, blog.ProvenAt).ShouldBe((BlogProof.Link, Now));
        blog.TakeEvents().OfType<BlogFollowed>().Count().ShouldBe(1);
    }

    [Fact]
    public void F7_what_was_shown_of_one_first_page_says_nothing_of_another()
    {
        var blog = Found("https://maria.example/");
        blog.Prove(BlogProof.Link, Now);
        var feed = new Uri("https://victim.example/feed");

        blog.Find(new FoundBlog(new Uri("https://maria.example/"), feed, "S", []));
        blog.IsProven.ShouldBeTrue();

        blog.Find(new FoundBlog(new Uri("https://victim.example/"), feed, "S", []));
        (blog.IsProven, blog.ProvenAt).ShouldBe((false, null));
    }

    [Fact]
    public void S6_20_a_blog_that_fails_is_asked_later_and_later()
    {
        var blog = Found("https://maria.example/");
        blog.Follow(Now);
        var rests = new List<double?>();
        for (var i = 0; i < Blog.FailureLimit; i++)
        {
            blog.Fail("It broke.", isForGood: false, Now);
            rests.Add((blog.NextAt - Now)?.TotalHours);
        }

        rests.ShouldBe([1, 2, 4, 8, 16, 24, 24, 24, 24, null]);
        blog.State.ShouldBe(BlogState.Resting);
        blog.TakeEvents().OfType<BlogFellSilent>().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(0.1, 1)]
    [InlineData(6.0, 6)]
    [InlineData(1_000_000.0, 24)]
    public void S6_19_a_feed_says_how_long_it_is_left_alone_between_an_hour_and_a_day(
        double? asked,
        double hours
    )
    {
        var blog = Found("https://maria.example/");
        blog.Follow(Now);
        TimeSpan? rest = asked is { } wish ? TimeSpan.FromHours(wish) : null;

        blog.Read(null, null, null, rest, Now);
        blog.NextAt.ShouldBe(Now.AddHours(hours));

        var next = Now.AddHours(hours);
        blog.TakeTurn(next);
        blog.ReadNothingNew(null, null, next);
        blog.NextAt.ShouldBe(next.AddHours(hours));
    }

    [Fact]
    public void S6_19_what_is_asked_for_at_once_or_after_trouble_is_read_whole_as_only_then_it_says_for_how_long()
    {
        var blog = Found("https://maria.example/");
        blog.Follow(Now);
        blog.Read("\"1\"", "then", null, null, Now);
        blog.ReadSoon(Now);
        (blog.ETag, blog.LastModified).ShouldBe((null, null));

        blog.Read("\"1\"", "then", null, null, Now);
        blog.Fail("It broke.", isForGood: false, Now);
        (blog.ETag, blog.LastModified).ShouldBe((null, null));
    }

    [Fact]
    public void A_blog_that_answers_again_is_well()
    {
        var blog = Found("https://maria.example/");
        blog.Follow(Now);
        blog.Fail("It broke.", isForGood: false, Now);

        blog.Read("\"1\"", null, Now.AddDays(-1), null, Now.AddHours(1));

        (blog.Failures, blog.Problem, blog.NextAt).ShouldBe((0, null, Now.AddHours(2)));
        blog.LastPostAt.ShouldBe(Now.AddDays(-1));
    }

    [Fact]
    public void What_is_wrong_with_an_address_is_said_at_its_field() =>
        Refusals.BlogAddress("It is none.").Field.ShouldBe("Address");

    [Fact]
    public void News_make_a_blog_due_at_once_and_not_more_often_than_in_five_minutes()
    {
        var blog = Found("https://maria.example/");
        blog.HearOfNews(Now);
        blog.NextAt.ShouldBeNull("it is not followed");
        blog.Follow(Now);
        blog.Read("\"1\"", null, null, null, Now);

        blog.HearOfNews(Now.AddMinutes(1));
        blog.NextAt.ShouldBe(Now.AddMinutes(5));
        blog.TakeTurn(Now.AddMinutes(10));
        blog.HearOfNews(Now.AddMinutes(10));
        blog.NextAt.ShouldBe(Now.AddMinutes(10));
        blog.HearOfNews(Now.AddMinutes(11));
        blog.NextAt.ShouldBe(Now.AddMinutes(10), "it is due already");
        blog.ETag.ShouldBeNull("it is read whole");
    }

    private static Blog Asked() =>
        Blog.Ask(Id<Persona>.New(), new Uri("https://maria.example/"), Now);

    private static Blog Found(string home)
    {
        var blog = Asked();
        blog.Find(new FoundBlog(new Uri(home), new Uri("https://maria.example/feed"), "S", []));
        return blog;
    }
}
