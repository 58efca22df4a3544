using CpdCourse.Linking.Microformats;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using CpdCourse.WebTests.Studio;

namespace CpdCourse.WebTests.Posts;

/// <summary>Our pages as the software of another blog reads them.</summary>
public sealed class OwnMicroformatsTests
{
    private const string Home = "http://localhost:5023";

    [Fact]
    public async Task P2_1_a_post_is_an_entry_that_answers_a_thing()
    {
        await using var site = new CourseSite();
        await site.Published(
            "Maria",
            new()
            {
                Title = "Soup",
                Text = "A *good* week.",
                Things = [12],
                Categories = ["Kitchens", "Soup"],
            }
        );

        var page = await Read(site, "/@maria/soup");

        var entry = page.Items.ShouldHaveSingleItem();
        entry.Types.ShouldBe(["h-entry"]);
        Texts(entry, "name").ShouldBe(["Soup"]);
        Texts(entry, "url").ShouldBe([$"{Home}/@maria/soup"]);
        Texts(entry, "uid").ShouldBe([$"{Home}/@maria/soup"]);
        Texts(entry, "published").ShouldBe([$"{TestClock.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"]);
        Texts(entry, "category").ShouldBe(["Kitchens", "Soup"]);
        Texts(entry, "comment").ShouldBeEmpty();
        entry.First("content")!.Text.ShouldBe("A good week.");
        entry.First("content")!.Html!.ShouldContain("<em>good</em>");
        var thing = entry.First("in-reply-to")!;
        thing.Text.ShouldBe($"{Home}/things/12");
        thing.Item!.Types.ShouldBe(["h-cite"]);
        thing.Item.First("name")!.Text.ShouldBe("Thing 12");
        var author = entry.First("author")!.Item!;
        author.Types.ShouldBe(["h-card"]);
        Texts(author, "name").ShouldBe(["Maria"]);
        Texts(author, "url").ShouldBe([$"{Home}/@maria"]);
    }

    [Fact]
    public async Task P2_2_a_changed_post_says_when()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.Rewrite(
            post,
            new()
            {
                Title = "Soup",
                Text = "A better week.",
                Things = [12],
            }
        );

        var entry = (await Read(site, "/@maria/soup")).Items.ShouldHaveSingleItem();

        Texts(entry, "published").ShouldBe([$"{TestClock.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"]);
        Texts(entry, "updated")
            .ShouldBe([$"{TestClock.Start.AddHours(1).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"]);
    }

    [Fact]
    public async Task P2_3_comments_and_trackbacks_are_citations_in_the_entry()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.AComment(post, "Dilys", "I **cooked** it.");
        await site.AMention(post);
        (await site.PublishTheMention()).IsDone.ShouldBeTrue();

        var entry = (await Read(site, "/@maria/soup")).Items.ShouldHaveSingleItem();

        var cited = entry.Values("comment").Select(c => c.Item!).ToList();
        cited.ShouldAllBe(c => c.Types[0] == "h-cite");
        cited.Count.ShouldBe(2);
        Texts(cited[0], "url").ShouldBe([$"{Home}/@maria/soup#c1"]);
        Texts(cited[0], "content").ShouldBe(["I cooked it."]);
        Texts(cited[0], "published").ShouldHaveSingleItem().ShouldEndWith("Z");
        Texts(cited[0], "author").ShouldBe(["Dilys"]);
        Texts(cited[1], "url").ShouldBe(["https://blog.example/2026/soup"]);
        Texts(cited[1], "name").ShouldBe(["On soup"]);
        Texts(cited[1], "content").ShouldBe(["I read Maria and cooked."]);
        Texts(cited[1], "published").ShouldHaveSingleItem().ShouldEndWith("Z");
        Texts(cited[1], "author").ShouldBe(["A kitchen blog, blog.example"]);
        cited.ShouldAllBe(c => c.First("author")!.Item!.Is("h-card"));
    }

    [Fact]
    public async Task P2_1_a_post_of_ours_reads_as_an_answer_with_its_author()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        var url = new Uri($"{Home}/@maria/soup");

        var mention = MentionedAs
            .Read(await Read(site, "/@maria/soup"), url, u => u.AbsolutePath == "/things/12")
            .ShouldNotBeNull();

        mention.Kind.ShouldBe(MentionKind.Reply);
        mention.Name.ShouldBe("Soup");
        mention.Text.ShouldBe("A good week.");
        mention.PublishedAt.ShouldBe(TestClock.Start);
        mention.Authorship.ShouldBe(
            new Authorship(new MentionAuthor("Maria", new Uri($"{Home}/@maria")))
        );
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/responses")]
    [InlineData("/things/12/responses")]
    [InlineData("/@maria")]
    [InlineData("/categories/soup")]
    public async Task P2_6_a_list_is_a_feed_with_a_name_and_entries(string path)
    {
        await using var site = new CourseSite();
        await site.Published(
            "Maria",
            new()
            {
                Title = "Soup",
                Text = "A good week.",
                Things = [12],
                Categories = ["Soup"],
            }
        );
        await site.AnExternalPost("maria", "https://blog.example/a", "Elsewhere");

        var feed = (await Read(site, path)).Items.Single(i => i.Is("h-feed"));

        Texts(feed, "name").ShouldHaveSingleItem().ShouldNotBeEmpty();
        var entry = feed.Children.Single(c => c.First("name")?.Text == "Soup");
        entry.Types.ShouldBe(["h-entry"]);
        Texts(entry, "url").ShouldBe([$"{Home}/@maria/soup"]);
        Texts(entry, "summary").ShouldBe(["A good week."]);
        Texts(entry, "published").ShouldBe([$"{TestClock.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"]);
        Texts(entry, "author").ShouldBe(["Maria"]);
        feed.Children.Where(c => c.First("name")?.Text == "From my own blog")
            .SelectMany(c => Texts(c, "published"))
            .ShouldAllBe(p =>
                p == $"{TestClock.Start.AddDays(-9).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"
            );
    }

    [Fact]
    public async Task P2_5_a_thing_is_an_entry_with_its_responses_as_a_feed()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);

        var entry = (await Read(site, "/things/12")).Items.ShouldHaveSingleItem();

        entry.Types.ShouldBe(["h-entry"]);
        Texts(entry, "name").ShouldHaveSingleItem().ShouldStartWith("Thing 12 of");
        Texts(entry, "url").ShouldBe([$"{Home}/things/12"]);
        Texts(entry, "uid").ShouldBe([$"{Home}/things/12"]);
        Texts(entry, "content").ShouldHaveSingleItem().ShouldNotBeEmpty();
        entry.Children.ShouldHaveSingleItem().Is("h-feed").ShouldBeTrue();
    }

    [Fact]
    public async Task P2_6_the_answers_to_a_question_are_a_feed()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "## Why? {#q1}\n\nBecause.", 12);

        var page = await Read(site, "/things/12/questions/1");

        var feed = page.Items.ShouldHaveSingleItem();
        feed.Types.ShouldBe(["h-feed"]);
        var answer = feed.Children.ShouldHaveSingleItem();
        answer.Types.ShouldBe(["h-entry"]);
        Texts(answer, "content").ShouldHaveSingleItem().ShouldContain("Because.");
        answer.First("author")!.Item!.First("name")!.Text.ShouldBe("Maria");
    }

    [Fact]
    public async Task P2_7_a_persona_has_a_card_that_stands_for_its_page()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        await site.Change(
            "maria",
            (_, p) => p.Describe(p.Details(words: "I cook.", place: "Leeds"))
        );

        var page = await Read(site, "/@maria");

        var card = RepresentativeCard.Of(page, new Uri($"{Home}/@maria")).ShouldNotBeNull();
        Texts(card, "name").ShouldBe(["Maria"]);
        Texts(card, "nickname").ShouldBe(["@maria"]);
        Texts(card, "note").ShouldBe(["I cook."]);
        Texts(card, "locality").ShouldBe(["Leeds"]);
        Texts(card, "uid").ShouldBe(Texts(card, "url"));
    }

    [Fact]
    public async Task P2_7_people_are_cards()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        await site.APost("Tom", "Tea", "Another.", 12);

        var page = await Read(site, "/people");

        page.Items.ShouldAllBe(i => i.Is("h-card"));
        page.Items.Select(i => (i.First("name")!.Text, i.First("url")!.Text))
            .ShouldBe([("Maria", $"{Home}/@maria"), ("Tom", $"{Home}/@tom")], ignoreOrder: true);
    }

    private static async Task<MicroformatsPage> Read(CourseSite site, string path)
    {
        using var visitor = site.Visitor();
        var html = await visitor.GetStringAsync(new Uri(path, UriKind.Relative));
        return MicroformatsReader.Read(html, new Uri(Home + path)).ShouldNotBeNull();
    }

    private static List<string> Texts(Microformat item, string property) =>
        [.. item.Values(property).Select(v => v.Text)];
}
