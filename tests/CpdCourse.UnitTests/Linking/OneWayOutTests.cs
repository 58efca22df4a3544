namespace CpdCourse.UnitTests.Linking;

public sealed class OneWayOutTests
{
    private static readonly string[] WaysOut =
    [
        "new HttpClient",
        "HttpMessageInvoker",
        "WebRequest",
        "TcpClient",
        "UdpClient",
        "ClientWebSocket",
        "new Socket",
        "SmtpClient",
        "Dns.GetHost",
    ];

    [Fact]
    public void F1_only_the_fetcher_and_the_mail_transport_open_connections()
    {
        var source = Path.Combine(Repository.Root, "src");
        var fetching =
            Path.Combine(source, "CpdCourse.Linking", "Fetching") + Path.DirectorySeparatorChar;
        var offenders =
            from file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            where !file.StartsWith(fetching, StringComparison.Ordinal) && !IsBuilt(file)
            let text = File.ReadAllText(file)
            from way in WaysOut
            where
                text.Contains(way, StringComparison.Ordinal)
                && !(way == "SmtpClient" && IsMailTransport(file))
            select $"{Path.GetRelativePath(source, file)}: {way}";

        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void One_mail_transport_is_enough()
    {
        var web = Path.Combine(Repository.Root, "src", "CpdCourse.Web");
        Directory
            .EnumerateFiles(web, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !IsBuilt(file)
                && File.ReadAllText(file).Contains("new SmtpClient", StringComparison.Ordinal)
            )
            .Count()
            .ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void F1_the_fetcher_has_one_client()
    {
        var fetching = Path.Combine(Repository.Root, "src", "CpdCourse.Linking", "Fetching");
        var clients = Directory
            .EnumerateFiles(fetching, "*.cs")
            .Sum(file =>
                File.ReadAllText(file).Split("new HttpClient(", StringSplitOptions.None).Length - 1
            );

        clients.ShouldBe(1);
    }

    private static bool IsBuilt(string file) =>
        file.Contains(
            $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        );

    private static bool IsMailTransport(string file) =>
        file.Contains("CpdCourse.Web", StringComparison.Ordinal)
        && Path.GetFileName(file).StartsWith("SmtpMail", StringComparison.Ordinal);
}
