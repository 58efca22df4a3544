global using Microsoft.Extensions.DependencyInjection;

[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("CpdCourse.WebTests")]
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("CpdCourse.BrowserTests")]
