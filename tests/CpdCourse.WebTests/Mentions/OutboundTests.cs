using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CpdCourse.WebTests.Mentions;

public sealed class OutboundTests
{
    [Fact]
    public async Task A_network_that_is_none_stops_the_start_with_a_sentence()
    {
        await using var site = new CourseSite(("Outbound:AllowPrivateNetworks:0", "127.0.0.1/99"));

        var problem = Should.Throw<OptionsValidationException>(() => site.Visitor());

        problem.Message.ShouldContain(
            "Outbound:AllowPrivateNetworks holds \"127.0.0.1/99\", which is not a network"
        );
    }

    [Theory]
    [InlineData("http://localhost:5023", "localhost:5023", "http://localhost:5023/")]
    [InlineData("https://course.example", "course.example", "https://course.example/")]
    [InlineData(
        "https://bücher.example/",
        "xn--bcher-kva.example",
        "https://xn--bcher-kva.example/"
    )]
    public void We_say_who_asks_and_never_ask_ourselves(string home, string own, string said)
    {
        var options = OutboundHosting.Options(
            new OutboundSettings(),
            new SiteSettings { BaseUrl = home }
        );

        options.OwnHost.ShouldBe(own);
        options.UserAgent.ShouldBe($"CpdCourse/0.1.0 (+{said}about#h-linking; Webmention)");
        options.Validate().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task F2_a_private_network_that_is_allowed_is_warned_of(int networks)
    {
        var log = new Warnings();
        var settings = new OutboundSettings
        {
            AllowPrivateNetworks = [.. Enumerable.Repeat("127.0.0.1/32", networks)],
        };

        await new OutboundWarning(settings, log).StartAsync(CancellationToken.None);

        log.Lines.Count(line => line.Contains("127.0.0.1/32", StringComparison.Ordinal))
            .ShouldBe(networks);
    }

    private sealed class Warnings : ILogger<OutboundWarning>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add($"{logLevel} {formatter(state, exception)}");
    }
}
