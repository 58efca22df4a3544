using Npgsql;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Listens to what other nodes save, on a connection of its own. While there is none, what is kept grows no older than it may without it; as soon as there is
/// one again, everything is dropped: nobody knows what was missed.
/// </summary>
internal sealed class HearNodes(
    NpgsqlDataSource database,
    TakeNews take,
    ThisNode me,
    ILogger<HearNodes> log
) : BackgroundService
{
    private const int SecondsForAnAnswer = 5;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private bool isDeaf;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // Whatever it is: an exception that left this method would stop the whole site.
                if (!isDeaf)
                {
                    log.LogWarning(problem, "The other nodes cannot be heard; trying again.");
                    isDeaf = true;
                }

                await Task.Delay(Pause, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notification += (_, told) => Take(told.Payload);
        await Ask(connection, $"LISTEN {News.Channel}", stop);
        isDeaf = false;
        take.Take(News.OfEverything());
        while (true)
        {
            if (!await connection.WaitAsync(Silence, stop))
            {
                // A connection that went away without a word looks like one on which nothing is said.
                await Ask(connection, "SELECT 1", stop);
            }
        }
    }

    private void Take(string text)
    {
        if (News.Read(text) is { } news && news.Node != me.Name)
        {
            take.Take(news);
        }
    }

    private static async Task Ask(
        NpgsqlConnection connection,
        string question,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(question, connection)
        {
            CommandTimeout = SecondsForAnAnswer,
        };
        await command.ExecuteNonQueryAsync(stop);
    }
}
