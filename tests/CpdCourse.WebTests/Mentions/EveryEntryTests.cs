using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Pingback;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Whatever takes an address, addresses of this machine among them: a listener that answers there is never asked.</summary>
public sealed class EveryEntryTests
{
    private static readonly string[] Hosts =
    [
        "127.0.0.1",
        "127.1",
        "127.0.0.2",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "0",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "１２７.0.0.1",
        "93.184.216.34@127.0.0.1",
    ];

    [Fact]
    public async Task F1_no_entry_that_takes_an_address_reaches_inside()
    {
        using var canary = new TcpListener(IPAddress.IPv6Any, 0);
        canary.Server.DualMode = true;
        canary.Start();
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        await using var site = new CourseSite(
            // So that it is the address that is refused, not the port.
            ("Outbound:AllowedPorts:0", port.ToString(CultureInfo.InvariantCulture)),
            ("Limits:PingsPerTenMinutes", "1000"),
            ("Limits:PingsPerPostPerMinute", "1000"),
            ("Limits:UnverifiedPerPagePerHour", "1000"),
            ("Limits:UnverifiedPerHostPerHour", "1000")
        );
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        using var maria = await site.SignedInAs("Maria");

        var pingbacks = new List<Task<PingbackAnswer>>();
        foreach (var (i, host) in Hosts.Index())
        {
            var url = $"http://{host}:{port}/{i}";
            // Told of a page in three ways, by a link in a post, by an address typed for trackbacks.
            using var form = new FormUrlEncodedContent([new("url", url)]);
            await blog.PostAsync(new Uri("/@maria/soup/trackback", UriKind.Relative), form);
            await Mention(blog, url);
            await Paste(maria, url);
            pingbacks.Add(site.Pingback($"{url}/p"));
            // Most of them are one host, and so many of one host are taken in a minute.
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await site.APost("Tom", $"Post {i}", $"See [this]({url}) and <{url}>.");
            var post = await site.ADraft(
                "Tom",
                new Draft
                {
                    Title = $"Typed {i}",
                    Text = "Words.",
                    // One with a user in it is refused before it is kept.
                    Trackbacks = host.Contains('@', StringComparison.Ordinal) ? [] : [url],
                }
            );
            await site.PublishDraft(post);
        }

        await site.RunRecurring();
        // Many of them are the same host, and each gets one request in a second.
        for (var n = 0; n < 180; n++)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(10));
            await site.RunJobs();
        }

        await site.RunRecurring();
        (await site.Read(db => db.OutgoingLinks.CountAsync(l => l.TriedAt == null))).ShouldBe(0);
        (await site.Read(db => db.Mentions.CountAsync(m => m.Tries == 0))).ShouldBe(0);
        (await site.Read(db => db.Visits.CountAsync(v => v.Problem == null))).ShouldBe(0);
        (await site.Read(db => db.Visits.Select(v => v.Problem).Distinct().CountAsync())).ShouldBe(
            1
        );
        (await Task.WhenAll(pingbacks)).ShouldAllBe(a => a.Fault == null || a.Fault == 16);
        canary.Pending().ShouldBeFalse();
    }

    private static async Task Paste(HttpClient maria, string url) =>
        await maria.Send(
            await maria.Page("/things/12/elsewhere"),
            "form#elsewhere",
            new { Input__Address = url }
        );

    private static async Task Mention(HttpClient blog, string source)
    {
        using var form = new FormUrlEncodedContent([
            new("source", source),
            new("target", $"{Trackbacks.Home}@maria/soup"),
        ]);
        await blog.PostAsync(new Uri("/webmention", UriKind.Relative), form);
    }
}
