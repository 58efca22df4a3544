using System.Diagnostics;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.House;

/// <summary>
/// A minute of what <c>./dev soak</c> does for an hour: twenty requests a second of everything that people do. The program has only begun then, so its memory
/// may still grow; whether it ever stops growing only the hour tells. Nothing runs beside it: who waits long because others are busy would count as an error.
/// </summary>
[Collection(nameof(SoakTests))]
[CollectionDefinition(nameof(SoakTests), DisableParallelization = true)]
public sealed class SoakTests
{
    [Fact]
    public async Task A_minute_of_everything_at_once_brings_no_error_and_loses_no_word()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "It is SQLite's file that is looked into.");
        var work = Directory.CreateTempSubdirectory("soak-").FullName;
        using var soak = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    Path.Combine(
                        AppContext.BaseDirectory.Replace("WebTests", "Benchmarks"),
                        "CpdCourse.Benchmarks.dll"
                    ),
                    "soak",
                    "0.8",
                    "--site",
                    AppContext.BaseDirectory,
                    "--work",
                    work,
                    "--demo",
                    "20",
                    "--growth",
                    "100",
                },
            }
        )!;
        var errors = soak.StandardError.ReadToEndAsync();
        var said = await soak.StandardOutput.ReadToEndAsync();

        await soak.WaitForExitAsync();

        TestContext.Current.TestOutputHelper!.WriteLine(said);
        soak.ExitCode.ShouldBe(0, said + await errors);
        Directory.Delete(work, recursive: true);
    }
}
