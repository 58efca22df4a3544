using System.Net;
using System.Net.Sockets;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.Data.Sqlite;

namespace CpdCourse.WebTests.House;

/// <summary>A start that an organiser can mend ends with one sentence and exit code 1.</summary>
public sealed class PlainStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("*")]
    public async Task A_port_in_use_is_named_with_a_way_out(string host)
    {
        using var other = new TcpListener(
            host == "*" ? IPAddress.IPv6Any : IPAddress.Loopback,
            port: 0
        );
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await ShouldSay(
            $"Port {port} is in use. Stop the program that listens there, or choose another one, such as --urls http://localhost:5024.",
            $"--urls=http://{host}:{port}",
            $"--Data:Folder={folder}"
        );
    }

    [Fact]
    public async Task The_first_start_warns_of_nothing()
    {
        var address = RunningProgram.FreeAddress();
        using var program = await RunningProgram.Start(
            address,
            [$"--Data:Folder={folder}", $"--Site:BaseUrl={address}"]
        );
        using var browser = RunningProgram.Client(address);

        (await browser.GetAsync("/sign-in")).EnsureSuccessStatusCode();

        Directory.GetFiles(Path.Combine(folder, "keys")).ShouldNotBeEmpty();
        program.Said.ShouldNotContain("warn:");
        await program.Stop();
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_to_is_named()
    {
        var file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, "");

        await ShouldSay(
            $"The data folder {Path.Combine(file, "data")} cannot be written to:",
            "--urls=http://127.0.0.1:0",
            $"--Data:Folder={Path.Combine(file, "data")}"
        );
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_in_words()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "A file of SQLite is put there.");
        await using var site = new CourseSite();
        File.Copy(Path.Combine(site.Folder, "course.db"), Path.Combine(folder, "course.db"));
        await using (
            var connection = new SqliteConnection(
                $"Data Source={Path.Combine(folder, "course.db")};Pooling=False"
            )
        )
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                "INSERT INTO __EFMigrationsHistory VALUES ('99991231235959_Later', '99')";
            await command.ExecuteNonQueryAsync();
        }

        await ShouldSay(
            "The database was made by a newer version of CpdCourse",
            "--urls=http://127.0.0.1:0",
            $"--Data:Folder={folder}"
        );
    }

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_named() =>
        await ShouldSay(
            "The database cannot be used: Failed to connect to 127.0.0.1:1",
            "--urls=http://127.0.0.1:0",
            $"--Data:Folder={folder}",
            "--Database:Provider=Postgres",
            "--ConnectionStrings:Course=Host=127.0.0.1;Port=1;Username=nobody;Database=none"
        );

    [Fact]
    public void A_port_that_is_the_systems_is_told_also_when_two_addresses_were_tried()
    {
        var denied = new SocketException((int)SocketError.AccessDenied);

        PlainStart
            .Sentence(new IOException("localhost", new AggregateException(denied, denied)))!
            .ShouldStartWith("Whoever runs this program may not listen at that port");
    }

    [Fact]
    public void What_nobody_expected_has_no_sentence_and_keeps_its_trace() =>
        PlainStart
            .Sentence(new InvalidOperationException("no", new IOException("no")))
            .ShouldBeNull();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Whoever_asks_for_help_is_told_of_the_commands_and_nothing_is_started(
        string ask
    )
    {
        var (code, output, errors) = await RealProgram.Start(ask, $"--Data:Folder={folder}");

        code.ShouldBe(0, errors);
        foreach (var command in new[] { "backup", "verify", "restore", "move-to-postgres" })
        {
            output.ShouldContain($"  {command} ");
        }

        output.ShouldContain("--demo");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_there_is_not_starts_nothing()
    {
        var (code, output, errors) = await RealProgram.Start("backp", $"--Data:Folder={folder}");

        code.ShouldBe(1, output);
        errors.ShouldContain("backp");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    private static async Task ShouldSay(string sentence, params string[] args)
    {
        var (code, output, errors) = await RealProgram.Start(args);

        code.ShouldBe(1, output + errors);
        errors.ShouldStartWith(sentence);
        errors.Trim().Split('\n').Length.ShouldBe(1, errors);
        output.ShouldNotContain("   at ", Case.Sensitive, "A stack trace is no sentence.");
    }
}
