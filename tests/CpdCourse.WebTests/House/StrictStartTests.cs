namespace CpdCourse.WebTests.House;

/// <summary>A wrong setting is found at the start, by a sentence, and not by a participant a week later.</summary>
public sealed class StrictStartTests
{
    public static TheoryData<string, string, string> Wrong() =>
        new()
        {
            { "Site:BaseUrl", "nonsense", "Site:BaseUrl must be a whole address" },
            { "Site:BaseUrl", "", "Site:BaseUrl must be a whole address" },
            { "Site:BaseUrl", "javascript:alert(1)", "Site:BaseUrl must be a whole address" },
            {
                "Linking:Moderation",
                "Sometimes",
                "Linking:Moderation must be None, FirstTime or All"
            },
            { "Linking:Moderation", "7", "Linking:Moderation must be None, FirstTime or All" },
            {
                "Outbound:AllowPrivateNetworks:0",
                "abc",
                "Outbound:AllowPrivateNetworks holds \"abc\""
            },
            { "Database:Provider", "Oracle", "Database:Provider must be Sqlite or Postgres" },
            { "Mail:Port", "70000", "Mail:Port must be a number from 1 to 65535" },
            { "Mail:Port", "many", "Mail:Port must be a number from 1 to 65535" },
            { "Mail:StartTls", "perhaps", "Mail:StartTls must be true or false" },
            { "Outbound:AllowedPorts:0", "http", "Outbound:AllowedPorts:0 must be a whole number" },
            { "Site:BaseUrl", "https://", "Site:BaseUrl must be a whole address" },
            { "Database:Provider", "Postgres", "ConnectionStrings:Course must say" },
            { "Site:BaseUrl", "https://a.example/course", "must end after the name" },
            { "Site:BaseUrl", "https://a.example/?a=b", "must end after the name" },
            { "Site:BaseUrl", "https://a.example#top", "must end after the name" },
            { "Site:KnownProxies:0", "proxy", "Site:KnownProxies holds \"proxy\"" },
            { "Limits:PasswordIterations", "0", "Limits:PasswordIterations must be from 1" },
            { "Limits:PasswordIterations", "many", "Limits:PasswordIterations must be from 1" },
            { "Limits:ReadsPerMinute", "0", "Limits:ReadsPerMinute must be from 1 to 1000000" },
            { "Limits:Connections", "9", "Limits:Connections must be from 10 to 100000" },
            { "Limits:PageSize", "101", "Limits:PageSize must be from 1 to 100" },
            { "Limits:PageSize", "0", "Limits:PageSize must be from 1 to 100" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_setting_stops_the_start_with_one_sentence(
        string setting,
        string value,
        string sentence
    )
    {
        var folder = Directory.CreateTempSubdirectory("start-").FullName;
        try
        {
            var (code, output, errors) = await RealProgram.Start(
                "--urls=http://127.0.0.1:0",
                $"--{setting}={value}",
                $"--Data:Folder={folder}"
            );

            var said = output + errors;
            code.ShouldNotBe(0, said);
            said.ShouldContain(sentence);
            said.Trim().Split('\n').Length.ShouldBe(1, said);
            said.ShouldNotContain("   at ", Case.Sensitive, "A stack trace is no sentence.");
            Directory
                .GetFiles(folder)
                .ShouldBeEmpty("Nothing may be written before the settings are right.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
