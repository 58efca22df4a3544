using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Pingbacks from other sites that are not taken.</summary>
public sealed class RefusePingbackTests : IAsyncLifetime
{
    private const string Permalink = Pingbacks.Permalink;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
    }

    [Theory]
    [InlineData("http://localhost:5023/@maria/never", 32)]
    [InlineData("http://localhost:5023/@maria/mine", 32)]
    [InlineData("http://localhost:5023/things/23", 32)]
    [InlineData("http://localhost:5023/about", 33)]
    [InlineData("https://other.example/", 33)]
    [InlineData("soup", 33)]
    public async Task P5_7_a_page_that_is_none_and_one_that_is_hidden_have_the_same_fault(
        string target,
        int fault
    )
    {
        var draft = new Draft
        {
            Title = "Mine",
            Text = "Words.",
            Audience = Audience.Me,
        };
        await site.PublishDraft(await site.ADraft("Maria", draft));

        (await site.Pingback("https://blog.example/1", target)).Fault.ShouldBe(fault);

        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("notes", 16)]
    [InlineData("ftp://blog.example/", 16)]
    [InlineData("http://user:secret@blog.example/", 16)]
    [InlineData("http://localhost:5023/things/12", 49)]
    public async Task P5_9_a_source_that_is_none_is_not_taken(string source, int fault)
    {
        (await site.Pingback(source)).Fault.ShouldBe(fault);

        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("<methodCall><methodName>system.multicall</methodName></methodCall>", -32601)]
    [InlineData("<methodCall><methodName>system.listMethods</methodName></methodCall>", -32601)]
    [InlineData("<!DOCTYPE a><methodCall/>", -32700)]
    [InlineData("Hello", -32700)]
    public async Task P5_11_no_other_method_and_no_DOCTYPE_is_taken(string body, int fault)
    {
        using var blog = site.Visitor();

        using var answer = await blog.CallPingback(body);

        (await answer.Pingback()).Fault.ShouldBe(fault);
    }

    [Fact]
    public async Task P5_11_another_media_type_is_refused()
    {
        using var blog = site.Visitor();

        using var form = await blog.CallPingback("<methodCall/>", "text/plain");

        form.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Whoever_opens_the_address_is_told_about_linking()
    {
        using var visitor = site.Visitor();

        using var answer = await visitor.GetAsync("/xmlrpc");

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await visitor.Page(answer.Headers.Location!.OriginalString))
            .QuerySelector("#h-linking")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task F3_P5_9_too_many_pingbacks_have_fault_49()
    {
        await using var strict = new CourseSite(("Limits:PingsPerTenMinutes", "2"));
        await strict.APost("Maria", "Soup", "Words.");
        using var blog = strict.Visitor();
        await blog.CallPingback("<methodCall/>");
        await blog.CallPingback("<methodCall/>");

        using var third = await blog.CallPingback(
            Pingbacks.Call("https://blog.example/", Permalink)
        );

        (await third.Pingback()).Fault.ShouldBe(49);
        (await strict.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task P5_9_switched_off_nothing_is_announced_and_nothing_taken()
    {
        await using var closed = new CourseSite(("Linking:Pingback:Receive", "false"));
        await closed.APost("Maria", "Soup", "Words.");
        using var blog = closed.Visitor();

        using var page = await blog.GetAsync("/@maria/soup");
        using var answer = await blog.CallPingback(
            Pingbacks.Call("https://blog.example/", Permalink)
        );

        page.Headers.Contains("X-Pingback").ShouldBeFalse();
        (await page.Content.ReadAsStringAsync()).ShouldNotContain("rel=\"pingback\"");
        (await answer.Pingback()).Fault.ShouldBe(49);
        (await closed.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }
}
