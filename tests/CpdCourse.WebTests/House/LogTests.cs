using System.Text.RegularExpressions;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Mentions;
using CpdCourse.WebTests.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>Whoever may read the log, or a copy of it, learns no secret and nobody's persona; and what a stranger sends begins no line of its own.</summary>
public sealed partial class LogTests
{
    private const string Mail = "who@example.org";
    private const string First = "planted-pass-first";
    private const string Wrong = "planted-pass-wrong";
    private const string Second = "planted-pass-second";
    private const string Third = "planted-pass-third";
    private const string Text = "planted-words-of-a-post";
    private const string Said = "planted-words-of-a-comment";
    private const string Excerpt = "planted-words-of-another-site";

    [Fact]
    public async Task R16_no_password_key_cookie_or_text_is_logged()
    {
        await using var site = new BusySite(LogLines.Everything);
        using var log = new LogLines(site);
        using var browser = site.Visitor();
        var secrets = new List<string> { First, Wrong, Second, Third, Text, Said, Excerpt };

        secrets.AddRange(await LiveAnAccount(site, browser));
        await Talk(site, browser);
        secrets.AddRange(await FailWithAKey(site));
        await site.RunRecurring();

        ShouldHaveLogged(log);
        foreach (var secret in secrets)
        {
            secret.Length.ShouldBeGreaterThan(10);
            log.Entries.Where(e => e.Whole.Contains(secret, StringComparison.Ordinal))
                .ShouldBeEmpty(secret);
        }
    }

    [Fact]
    public async Task R16_no_entry_joins_an_account_to_its_persona()
    {
        await using var site = new BusySite(LogLines.Everything);
        using var log = new LogLines(site);
        using var browser = site.Visitor();

        await LiveAnAccount(site, browser);
        await Talk(site, browser);
        await FailWithAKey(site);

        var account = await site.Read(db => db.Users.Select(u => u.Id).SingleAsync());
        var persona = await site.Read(db => db.Personas.SingleAsync());
        string[] owner = [Mail, $"{account:D}", $"{account:N}"];
        string[] writer = [persona.Handle, persona.Name, $"{persona.Id}"];
        ShouldHaveLogged(log);
        log.Entries.ShouldContain(e => e.Whole.Contains($"{account}"));
        log.Entries.Where(e => Any(owner, e) && Any(writer, e)).ShouldBeEmpty();
    }

    [Fact]
    public async Task R16_nobody_begins_a_line_of_their_own_in_the_log()
    {
        await using var site = new BusySite(LogLines.Everything);
        using var log = new LogLines(site);
        using var browser = site.Visitor();
        const string forged = "x\r\nforged: all is well";

        await browser.Join(forged, Mail, First);
        await site.Visitor().SignIn(forged, forged);
        await Strange(site, "/@maria/" + forged, forged);
        await site.Read(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Posts RENAME TO Gone"));
        await Strange(site, "/@maria/" + forged, forged);

        ShouldHaveLogged(log);
        log.Lines.ShouldContain(l => l.Contains("at /@maria/x%0D%0Aforged"));
        log.Entries.Where(e => Forged().IsMatch(e.Whole)).ShouldBeEmpty();
    }

    /// <summary>All that one does with an account. Gives back the keys and cookies that were met.</summary>
    private static async Task<IReadOnlyList<string>> LiveAnAccount(
        CourseSite site,
        HttpClient browser
    )
    {
        var met = new List<string>();
        await browser.Join("Maria Soup", Mail, First);
        met.Add(await Follow("form#confirm"));
        await browser.Send(await browser.Page("/sign-out"), "form#sign-out");
        await browser.SignIn(Mail, Wrong);
        var signedIn = await browser.SignIn(Mail, First);
        met.AddRange(signedIn.Headers.GetValues("Set-Cookie").Select(Value));
        var page = await browser.Page("/me/account");
        met.Add(page.QuerySelector("[name=form-token]")!.GetAttribute("value")!);
        await browser.Send(
            page,
            "form#password",
            new { Change__CurrentPassword = First, Change__Password = Second }
        );
        await browser.Send(
            await browser.Page("/me/account"),
            "form#address",
            new { Move__Mail = "other@example.org", Move__CurrentPassword = Second }
        );
        var move = await site.LinkTo("other@example.org");
        await browser.Page(move);
        met.Add(Key(move));
        await browser.Forgot(Mail);
        met.Add(await Follow("form#new-password", new { Input__Password = Third }));
        return met;

        async Task<string> Follow(string form, object? typed = null)
        {
            var link = await site.LinkTo(Mail);
            (await browser.Send(await browser.Page(link), form, typed))
                .Goes()
                .ShouldStartWith("/me");
            return Key(link);
        }
    }

    private static async Task Talk(CourseSite site, HttpClient browser)
    {
        var published = await browser.Write(new { Input__Title = "Soup", Input__Text = Text });
        var address = published.Goes()!.Split('?')[0];
        (await browser.GetStringAsync(address)).ShouldContain(Text);
        using var visitor = site.Browser();
        await visitor.Comment(site, address, new { Input__Name = "Tom", Input__Text = Said });
        await visitor.Ping(
            $"{address}/trackback",
            new Uri("https://blog.example/soup"),
            excerpt: Excerpt
        );
        (await site.Read(db => db.Comments.CountAsync())).ShouldBe(1);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(1);
    }

    /// <summary>An error of ours on the page of a mailed key. Gives back the key.</summary>
    private static async Task<IReadOnlyList<string>> FailWithAKey(BusySite site)
    {
        using var browser = site.Visitor();
        await browser.Forgot(Mail);
        var link = await site.LinkTo(Mail);
        var page = await browser.Page(link);
        await site.Break("UPDATE", "AspNetUsers");
        var answer = await browser.Send(
            page,
            "form#new-password",
            new { Input__Password = Second }
        );
        ((int)answer.StatusCode).ShouldBe(500);
        return [Key(link)];
    }

    // As no browser and no HttpClient would ask.
    private static Task<HttpContext> Strange(CourseSite site, string path, string words) =>
        site.Server.SendAsync(context =>
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.Path = path;
            context.Request.QueryString = new QueryString("?q=" + words);
            foreach (var name in new[] { "User-Agent", "Referer", "X-Forwarded-For", "Cookie" })
            {
                context.Request.Headers[name] = words;
            }
        });

    // Else the tests look at nothing.
    private static void ShouldHaveLogged(LogLines log)
    {
        log.Entries.ShouldContain(e => e.Category == "CpdCourse.Security");
        log.Entries.ShouldContain(e => e.Text.StartsWith("Executed DbCommand"));
        log.Entries.ShouldContain(e => e.Category.StartsWith("Microsoft.AspNetCore.Mvc"));
    }

    private static bool Any(string[] words, LogEntry entry) =>
        words.Any(w => entry.Whole.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static string Key(string link) => link.Split('/', '=')[^1];

    private static string Value(string cookie) => cookie.Split(';')[0].Split('=', 2)[1];

    [GeneratedRegex("[\r\n]forged", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forged();
}
