using System.Globalization;
using System.Net;
using System.Text.Json;
using CpdCourse.Benchmarks.Driving;

namespace CpdCourse.Benchmarks.Soaking;

/// <summary>Somebody on the course who writes: a draft that saves itself again and again, then is published, then another one.</summary>
internal sealed class Author(Guest browser) : IDisposable
{
    // One pair of hands.
    private readonly SemaphoreSlim hands = new(1);
    private readonly Dictionary<string, string> form = new(StringComparer.Ordinal);
    private string address = "";
    private int posts;
    private int saves;

    /// <summary>The draft is saved as the editor does it.</summary>
    public Task Save(CancellationToken stop) =>
        Alone(
            async () =>
            {
                await Open(stop);
                Say("save");
                var (_, text) = await browser.Send(address, form, HttpStatusCode.OK, stop);
                using var saved = JsonDocument.Parse(text);
                form["Input.Version"] = saved
                    .RootElement.GetProperty("version")
                    .GetInt32()
                    .ToString(CultureInfo.InvariantCulture);
                address = string.Create(
                    CultureInfo.InvariantCulture,
                    $"/write/{saved.RootElement.GetProperty("number").GetInt32()}"
                );
            },
            stop
        );

    /// <summary>The draft is published, and must then be there for everybody.</summary>
    public Task Publish(Guest reader, CancellationToken stop) =>
        Alone(
            async () =>
            {
                await Open(stop);
                Say("publish");
                var (leads, _) = await browser.Send(address, form, HttpStatusCode.Found, stop);
                var words = form["Input.Text"];
                form.Clear();
                await reader.Read(leads.Split('?')[0], words, stop);
            },
            stop
        );

    public void Dispose() => hands.Dispose();

    private async Task Open(CancellationToken stop)
    {
        if (form.Count > 0)
        {
            return;
        }

        var page = await browser.Read("/write?as=free", "id=\"post\"", stop);
        address = "/write";
        posts++;
        foreach (var name in new[] { "form-token", "Input.Key", "Input.Version", "Input.As" })
        {
            form[name] = Visitor.Hidden(page, name);
        }

        form["Input.Title"] = string.Create(CultureInfo.InvariantCulture, $"Soaked {posts}");
        form["Input.Audience"] = "Everyone";
    }

    private void Say(string act)
    {
        form["Input.Text"] = string.Create(
            CultureInfo.InvariantCulture,
            $"What I think of it for the {++saves}th time"
        );
        form["do"] = act;
    }

    private async Task Alone(Func<Task> work, CancellationToken stop)
    {
        await hands.WaitAsync(stop);
        try
        {
            await work();
        }
        finally
        {
            hands.Release();
        }
    }
}
