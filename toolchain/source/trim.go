//go:build ignore

// Copies terraform-provider-aws, cut down to the services of services.json: go run trim.go FROM TO SERVICES.JSON
// Two generated lists name every service; without the others in them, a fifth of the packages is still reachable, and only that is copied.
package main

import (
	"encoding/json"
	"go/build"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

const (
	module          = "github.com/hashicorp/terraform-provider-aws"
	servicePackages = "internal/provider/sdkv2/service_packages_gen.go"
	clients         = "internal/conns/awsclient_gen.go"
)

// roots are the packages that the bridge imports, and a folder with a file that one of them embeds.
var roots = []string{"internal", "internal/service", "internal/provider/framework", "internal/provider/sdkv2", "names", "version"}

func main() {
	log.SetFlags(0)
	from, to := os.Args[1], os.Args[2]
	var data struct {
		Services map[string]struct{ SDK string }
	}
	check(json.Unmarshal(read(os.Args[3]), &data))
	services, sdk := map[string]bool{}, map[string]bool{}
	for name, service := range data.Services {
		if service.SDK == "" {
			service.SDK = name
		}
		services[name], sdk[service.SDK] = true, true
		if _, err := os.Stat(filepath.Join(from, "internal/service", name)); err != nil {
			log.Fatalf("services.json: the provider has no service %q", name)
		}
	}
	trimmed := map[string]string{
		servicePackages: trimServicePackages(string(read(filepath.Join(from, servicePackages))), services),
		clients:         trimClients(string(read(filepath.Join(from, clients))), sdk),
	}

	seen := map[string]bool{}
	for queue := roots; len(queue) > 0; queue = queue[1:] {
		directory := queue[0]
		if seen[directory] {
			continue
		}
		seen[directory] = true
		entries, err := os.ReadDir(filepath.Join(from, directory))
		check(err)
		check(os.MkdirAll(filepath.Join(to, directory), 0o755))
		for _, entry := range entries {
			name := filepath.Join(directory, entry.Name())
			if entry.IsDir() || strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, ok := trimmed[name]
			if !ok {
				text = string(read(filepath.Join(from, name)))
			}
			if strings.HasSuffix(name, ".go") {
				for _, imported := range imports(filepath.Join(from, directory), entry.Name(), text) {
					if rest, ok := strings.CutPrefix(imported, module+"/"); ok {
						queue = append(queue, rest)
					}
				}
			}
			check(os.WriteFile(filepath.Join(to, name), []byte(text), 0o644))
		}
	}
}

func trimServicePackages(text string, services map[string]bool) string {
	service := regexp.MustCompile(`internal/service/(\w+)"|^\s+(\w+)\.ServicePackage\(ctx\),`)
	var kept []string
	for _, line := range strings.Split(text, "\n") {
		match := service.FindStringSubmatch(line)
		if match == nil || services[match[1]+match[2]] {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func trimClients(text string, sdk map[string]bool) string {
	head, functions, _ := strings.Cut(text, "\nfunc ")
	client := regexp.MustCompile(`\*(\w+)\.Client \{`)
	used := map[string]bool{}
	var body []string
	for _, function := range strings.Split(functions, "\nfunc ") {
		if match := client.FindStringSubmatch(function); match != nil && sdk[match[1]] {
			used[match[1]] = true
			body = append(body, "func "+function)
		}
	}
	for name := range sdk {
		if !used[name] {
			log.Fatalf("services.json: the provider has no client of the SDK package %q", name)
		}
	}
	imported := regexp.MustCompile(`^\s+(?:(\w+) )?"github.com/aws/aws-sdk-go-v2/service/(\w+)"`)
	var kept []string
	for _, line := range strings.Split(head, "\n") {
		match := imported.FindStringSubmatch(line)
		if match == nil || used[match[1]] || match[1] == "" && used[match[2]] {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n") + "\n" + strings.Join(body, "\n")
}

// imports are those of a file that the build would take.
func imports(directory, name, text string) []string {
	if taken, err := build.Default.MatchFile(directory, name); err != nil || !taken {
		return nil
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	check(err)
	var paths []string
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		check(err)
		paths = append(paths, path)
	}
	return paths
}

func read(name string) []byte {
	data, err := os.ReadFile(name)
	check(err)
	return data
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
