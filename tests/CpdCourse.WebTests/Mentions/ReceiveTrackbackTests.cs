using System.Net;
using System.Text;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class ReceiveTrackbackTests
{
    private const string Ping = "/@maria/soup/trackback";
    private static readonly Uri Stranger = new("https://stranger.example/week-notes");

    [Fact]
    public async Task F3_P4_2_5_a_ping_is_taken_at_once_and_shows_nothing()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        var answer = await blog.Ping(Ping, Stranger, "Week notes");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/xml; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<error>0</error>");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var mention = await site.TheMention();
        mention.State.ShouldBe(Moderation.Held);
        mention.VerifiedAt.ShouldBeNull();
        mention.SourceUrl.ShouldBe(Stranger.ToString());
        (await site.MentionsOf("maria", post)).QuerySelector(".tb").ShouldBeNull();
    }

    [Theory]
    [InlineData("/@Maria/Soup/trackback")]
    [InlineData("/@maria/soup/trackback/")]
    [InlineData("/things/12/trackback")]
    [InlineData("/things/012/trackback")]
    public async Task Other_spellings_and_things_take_pings_too(string address)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        await (await blog.Ping(address, Stranger)).ShouldBeTaken();

        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task P4_1_2_a_post_is_known_by_its_number_too_and_is_the_same_post()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        await blog.Ping(Ping, Stranger, "Notes");

        var answer = await blog.PingIn(
            Encoding.Latin1,
            $"/trackback/{post.Number}",
            "application/x-www-form-urlencoded; charset=iso-8859-1",
            ("url", Stranger.ToString())
        );

        await answer.ShouldBeTaken();
        (await site.TheMention()).Post.ShouldBe(post.Id);
        using var opened = await blog.GetAsync($"/trackback/{post.Number}");
        opened.Headers.Location!.ToString().ShouldBe("/@maria/soup");
        await site.Withdraw(post);
        (await blog.Ping($"/trackback/{post.Number}", Stranger)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await blog.Ping("/trackback/9999", Stranger)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task F3_P4_2_8_the_same_page_twice_is_one_mention()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        await blog.Ping(Ping, Stranger, "First");
        await (
            await blog.Ping(Ping, new Uri("https://STRANGER.example/week-notes?utm_source=x#top"))
        ).ShouldBeTaken();

        (await site.TheMention()).Title.ShouldBe("First");
    }

    [Fact]
    public async Task P4_2_8_a_binned_mention_does_not_return()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        await blog.Ping(Ping, Stranger, "Buy this");
        await site.Read(async db =>
        {
            (await db.Mentions.SingleAsync()).Bin(TestClock.Start);
            return await db.SaveChangesAsync();
        });

        await (await blog.Ping(Ping, Stranger, "Buy that")).ShouldBeTaken();
        await site.RunJobs();

        var mention = await site.TheMention();
        mention.State.ShouldBe(Moderation.Binned);
        mention.Title.ShouldBe("Buy this");
        mention.Tries.ShouldBe(0);
    }

    [Fact]
    public async Task F3_P4_2_6_hidden_withdrawn_and_unknown_pages_answer_byte_for_byte_alike()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        await Hidden(site, "Mine", Audience.Me);
        await Hidden(site, "Ours", Audience.Course);
        var gone = await site.APost("Maria", "Gone", "Words.");
        await site.Withdraw(gone);
        using var blog = site.Visitor();
        string[] addresses =
        [
            "/@maria/nothing/trackback",
            "/@maria/mine/trackback",
            "/@maria/ours/trackback",
            "/@maria/gone/trackback",
            "/@nobody/mine/trackback",
            "/things/99/trackback",
            "/things/23/trackback",
        ];

        var answers = new List<string>();
        foreach (var address in addresses)
        {
            var answer = await blog.Ping(address, Stranger, "Title");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
            answers.Add(
                $"{answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync()}"
            );
        }

        answers[0].ShouldContain("<error>1</error>");
        answers.Distinct().Count().ShouldBe(1);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "url is missing")]
    [InlineData("not an address", "http")]
    [InlineData("javascript:alert(1)", "http")]
    [InlineData("https://user:secret@stranger.example/", "http")]
    [InlineData("http://localhost:5023/@maria/soup", "noticed by themselves")]
    [InlineData("http://localhost:5023/@tom/reply", "noticed by themselves")]
    [InlineData("https://stranger.example/\u0000\u202E\U0001F600<script>", "http")]
    public async Task P4_2_1_a_wrong_source_is_refused_with_a_sentence(string source, string words)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        var answer = await blog.PingIn(
            Encoding.UTF8,
            Ping,
            "application/x-www-form-urlencoded",
            ("url", source)
        );

        var xml = await answer.Content.ReadAsStringAsync();
        xml.ShouldContain("<error>1</error>");
        xml.ShouldContain(words);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task P4_2_2_too_large_too_strange_or_no_form_is_refused()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        var large = await blog.Ping(Ping, Stranger, excerpt: new string('x', 70_000));
        var json = await blog.PostAsync(
            new Uri(Ping, UriKind.Relative),
            new StringContent("{}", Encoding.UTF8, "application/json")
        );
        var long_ = await blog.Ping(
            Ping,
            new Uri("https://stranger.example/" + new string('ä', 900))
        );

        (await large.Content.ReadAsStringAsync()).ShouldContain("<error>1</error>");
        (await json.Content.ReadAsStringAsync()).ShouldContain("<error>1</error>");
        (await long_.Content.ReadAsStringAsync()).ShouldContain("<error>1</error>");
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task P4_2_3_a_ping_by_GET_registers_nothing_and_a_person_is_shown_the_post()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        var old = await blog.GetStringAsync($"{Ping}?url={Stranger}");
        var person = await blog.GetAsync(new Uri(Ping, UriKind.Relative));
        var unknown = await blog.GetAsync(new Uri("/@a/b/trackback", UriKind.Relative));

        old.ShouldContain("<error>1</error>");
        person.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        person.Headers.Location!.ToString().ShouldBe("/@maria/soup");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("/@a%0D%0Ab/x%0D%0Ay/trackback")]
    [InlineData("/@ä😀/../trackback/x/trackback")]
    [InlineData("/@%22%3Cscript%3E/%22/trackback")]
    public async Task An_odd_address_does_no_harm(string address)
    {
        await using var site = new CourseSite();
        using var blog = site.Visitor();

        var got = await blog.GetAsync(new Uri(address, UriKind.Relative));
        var posted = await blog.Ping(address, Stranger);

        ((int)got.StatusCode).ShouldBeInRange(300, 404);
        ((int)posted.StatusCode).ShouldBeInRange(400, 405);
    }

    [Fact]
    public async Task P4_2_13_a_site_that_takes_none_says_so_and_advertises_nothing()
    {
        await using var site = new CourseSite(("Linking:Trackback:Receive", "false"));
        var post = await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        var known = await (await blog.Ping(Ping, Stranger)).Content.ReadAsStringAsync();
        var unknown = await (
            await blog.Ping("/@no/body/trackback", Stranger)
        ).Content.ReadAsStringAsync();

        known.ShouldContain("<error>1</error>");
        unknown.ShouldBe(known);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
        var section = await site.MentionsOf("maria", post);
        section.DocumentElement.OuterHtml.ShouldNotContain("/trackback");
        section.DocumentElement.OuterHtml.ShouldNotContain("rdf:");
    }

    private static async Task Hidden(CourseSite site, string title, Audience audience)
    {
        var post = await site.ADraft(
            "Maria",
            new Draft
            {
                Title = title,
                Text = "Words.",
                Audience = audience,
            }
        );
        await site.PublishDraft(post);
    }

    [Fact]
    public async Task P4_2_8_the_same_page_twice_is_thanked_twice_and_an_unknown_page_is_404_in_XML()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        await (await blog.Ping(Ping, Stranger)).ShouldBeTaken();
        await (await blog.Ping(Ping, Stranger)).ShouldBeTaken();
        using var unknown = await blog.Ping("/@maria/never/trackback", Stranger);

        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(1);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("<error>1</error>");
    }
}
