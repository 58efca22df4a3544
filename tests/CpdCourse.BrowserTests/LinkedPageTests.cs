using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Accounts;
using CpdCourse.Web.Features.Comments;
using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>Pages that one reaches by a private link, kept to the same rules.</summary>
public sealed class LinkedPageTests(Stage stage)
{
    [Fact]
    public async Task Setting_up_the_course()
    {
        Chromium.Require();
        await using var site = BrowserSite.Untouched();
        var link = await site.Within(s =>
            s.GetRequiredService<SetupLink>().Fresh(CancellationToken.None)
        );
        await using var visit = await stage.Open(site);

        await visit.Go(new Uri(link!).PathAndQuery);
        await Examination.Of(visit, "setup", "Set up the course");

        await EmptyForm.Send(visit, "Set up the course");
        await Examination.Of(visit, "setup, empty", "Set up the course");
    }

    [Fact]
    public async Task Joining_and_following_the_mailed_link()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site);
        var page = visit.Page;

        await visit.Go("/join");
        await page.GetByLabel("The name you write under").FillAsync("Mina");
        await page.GetByLabel("Email address").FillAsync("mina@example.org");
        await page.GetByLabel("Password").FillAsync("four words in a row");
        await page.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Button, new() { Name = "Join the course" })
            .ClickAsync();
        await page.WaitForURLAsync(site.Address + "welcome*");
        await Examination.Of(visit, "welcome after joining", "Welcome");
        await visit.Go(await site.MailedLink());

        await Examination.Of(visit, "confirm", "Confirm your address");
    }

    [Fact]
    public async Task Asking_for_a_new_password_and_choosing_a_poor_one()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site);
        var page = visit.Page;

        await visit.Go("/forgot");
        await page.GetByLabel("Email address").FillAsync("marisol@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a link" }).ClickAsync();
        await Examination.Of(visit, "forgot, sent", "mailed link");
        await visit.Go(await site.MailedLink());

        await EmptyForm.Send(visit, "Save and sign in");
        await Examination.Of(visit, "new password, empty", "Choose a new password");
    }

    [Fact]
    public async Task Sending_a_webmention_by_hand_and_seeing_what_became_of_it()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site);
        var page = visit.Page;

        await visit.Go("/things/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tell us that you link here" })
            .ClickAsync();
        await page.GetByLabel("Address of your page").FillAsync("https://blog.invalid/week-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(site.Address + "webmention/*");

        await Examination.Of(visit, "webmention, state", "What became of your webmention");
    }

    /// <summary>From the Thing to one's own post in its list: one field, and the page that waits turns by itself, with script or without.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Listing_a_post_that_stands_on_ones_own_blog(bool script)
    {
        Chromium.Require();
        await using var blog = await StrangersSite.Open();
        await using var site = await BrowserSite.WithEmptyCourse(StrangersSite.Allowed);
        await using var visit = await stage.Open(site, new Look(As: "marisol", Script: script));
        var page = visit.Page;
        var post = blog.Page(
            "/bicycles",
            "<title>Thing 3 and bicycles</title><h1>Thing 3 and bicycles</h1><p>Soup is cold.</p>"
        );

        await visit.Go("/things/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "I wrote it on my own blog" })
            .ClickAsync();
        if (script)
        {
            await EmptyForm.Send(visit, "Look at my post");
            await Examination.Of(visit, "elsewhere, empty", "I wrote it on my own blog");
        }

        await page.GetByLabel("Address of your post").FillAsync(post.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at my post" }).ClickAsync();
        await page.GetByText("Is this your post?").First.WaitForAsync();
        if (script)
        {
            await Examination.Of(visit, "elsewhere, found", "Is this your post?");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "List it here" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Read it on" }).WaitForAsync();

        foreach (var thing in new[] { "/things/1", "/things/3" })
        {
            await visit.Go(thing);
            await page.GetByRole(AriaRole.Link, new() { Name = "Thing 3 and bicycles" })
                .First.WaitForAsync();
        }

        await visit.Go("/things/1/elsewhere");
        await page.GetByLabel("Address of your post").FillAsync(blog.Url("/nothing").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at my post" }).ClickAsync();
        await page.GetByText("There is no page at this address").WaitForAsync();
        if (script)
        {
            await Examination.Of(visit, "elsewhere, failed", "Your post could not be read");
        }
    }

    /// <summary>J4: three clicks and one field, then none; with script and without.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Following_ones_own_blog(bool script)
    {
        Chromium.Require();
        await using var blog = await StrangersSite.Open();
        await using var site = await BrowserSite.WithEmptyCourse(StrangersSite.Allowed);
        await using var visit = await stage.Open(site, new Look(As: "marisol", Script: script));
        var page = visit.Page;
        var me = $"<a rel='me' href='{site.Address}@marisol'>Marisol</a>";
        blog.Page(
            "/",
            $"<title>Bicycles</title><link rel=alternate type='application/rss+xml' href='/feed'>{me}"
        );
        blog.Page(
            "/feed",
            $"<rss version='2.0'><channel><title>Bicycles</title><link>{blog.Url("/")}</link><item><title>Thing 1 and bicycles</title><link>{blog.Url("/one")}</link><description>Soup is cold.</description></item><item><title>My week</title><link>{blog.Url("/week")}</link></item></channel></rss>",
            "application/rss+xml"
        );

        await visit.Go("/me/blogs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add blog" }).ClickAsync();
        if (script)
        {
            await EmptyForm.Send(visit, "Find feed");
            await Examination.Of(visit, "add blog, empty", "Add your blog");
        }

        await page.GetByLabel("Address of your blog").FillAsync(blog.Url("/").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find feed" }).ClickAsync();
        await page.GetByText("Thing 1: from its title").WaitForAsync();
        if (script)
        {
            await Examination.Of(visit, "blog, found", "Is this your blog?");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Follow this blog" }).ClickAsync();
        await page.GetByText("Followed.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "here on the course" }).WaitForAsync();
        if (script)
        {
            await Examination.Of(visit, "blog, followed", "Bicycles");
            await page.GetByRole(AriaRole.Link, new() { Name = "Why is my post" }).ClickAsync();
            await Examination.Of(visit, "blog, why", "Why is my post not here?");
        }

        await visit.Go("/things/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Thing 1 and bicycles" })
            .First.WaitForAsync();
        await visit.Go("/me/blogs/add");
        await page.GetByLabel("Address of your blog").FillAsync(blog.Url("/gone").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find feed" }).ClickAsync();
        await page.GetByText("There is nothing at this address").WaitForAsync();
        if (script)
        {
            await Examination.Of(visit, "blog, not found", "Your blog could not be read");
        }
    }

    /// <summary>Letters are read wherever one happens to be signed in. Opening a link changes nothing.</summary>
    [Theory]
    [InlineData(Who.Visitor)]
    [InlineData(Who.Participant)]
    [InlineData(Who.Organiser)]
    public async Task The_links_of_letters_open_for_whoever_holds_them(Who who)
    {
        var site = await stage.Desk();
        var name = $"Holder {who}";
        await site.APerson(name, confirmed: false);
        await using var visit = await stage.Open(site, new Look(Places.Handle(who)));
        foreach (
            var (errand, heading) in new[]
            {
                (Errand.Confirm, "Confirm your address"),
                (Errand.Reset, "Choose a new password"),
                (Errand.Move, "Use this address"),
            }
        )
        {
            await visit.Go(await Mailed(site, errand, name));

            await Examination.Of(visit, $"{errand} {who}", heading);
        }
    }

    [Theory]
    [InlineData(Who.Visitor)]
    [InlineData(Who.Participant)]
    [InlineData(Who.Organiser)]
    public async Task No_more_letters_about_replies(Who who)
    {
        var site = await stage.Desk();
        var comment = await AComment(site, $"Letters for a {who}");
        var path = await site.Within(s =>
            Task.FromResult(s.GetRequiredService<StopKeys>().Address(comment))
        );
        await using var visit = await stage.Open(site, new Look(Places.Handle(who)));

        await visit.Go(path);
        await Examination.Of(visit, $"stop replies {who}", "No more letters about replies?");
        await visit
            .Page.GetByRole(AriaRole.Button, new() { Name = "Send me no more" })
            .ClickAsync();
        await visit.Page.GetByText("You will hear no more").WaitForAsync();

        await Examination.Of(visit, $"stopped replies {who}", "No more letters");
    }

    private static Task<string> Mailed(BrowserSite site, Errand errand, string name) =>
        site.Within(async services =>
        {
            var mail = $"{name.Replace(' ', '-').ToLowerInvariant()}@example.org";
            var account = await services
                .GetRequiredService<CourseDb>()
                .Users.SingleAsync(u => u.Email == mail);
            var link = services.GetRequiredService<MailedLinks>().For(errand, account, mail);
            return new Uri(link).PathAndQuery;
        });

    private static async Task<Id<Comment>> AComment(BrowserSite site, string title)
    {
        var post = await site.APost("Marisol", title, "Words.", 12);
        return await site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var words = await services
                .GetRequiredService<Renderer>()
                .Comment("Which soup?", CancellationToken.None);
            var (comment, _) = Comment.Write(
                (await db.Posts.SingleAsync(p => p.Id == post.Id)).PlaceComment(),
                new CommentWriter(null, "Dilys", "dilys@example.org"),
                new CommentWords("Which soup?", MarkupHosting.Kept(words)),
                known: true,
                services.GetRequiredService<TimeProvider>().GetUtcNow()
            );
            db.Comments.Add(comment!);
            await db.SaveChangesAsync();
            return comment!.Id;
        });
    }
}
